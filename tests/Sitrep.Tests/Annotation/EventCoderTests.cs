using System.Collections.Immutable;
using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class EventCoderTests
{
    [Theory]
    [InlineData("Police arrested three men in Suva on Monday.", "arrested", "COERCE", "arrest")]
    [InlineData("Rebels shelled the town of Zawiya on Sunday.", "shelled", "ASSAULT", "heavy-weapons")]
    [InlineData("Gunmen kidnapped two nurses near Gao on Friday.", "kidnapped", "ASSAULT", "abduct")]
    public void A_trigger_gets_its_type_and_mode(string text, string trigger, string type, string mode)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal(type, found.Plover.Type);
        Assert.Equal(mode, found.Plover.Mode);
    }

    [Fact]
    public void Actor_recipient_place_and_date_are_the_clause_s_own()
    {
        const string Text = "Ugandan soldiers arrested 12 rebels in Gulu on Monday.";
        CodedArticle article = Articles.Code(Text);
        PoliticalEvent found = Assert.Single(article.Events, e => e.Plover.Type == "COERCE");
        Assert.Equal("UGAMIL", Assert.Single(found.Actors).Code);
        Assert.Equal("UGAREB", Assert.Single(found.Recipients).Code);
        Assert.Equal("Gulu", article.Annotated.Places[found.Place!.Value].Span.Of(Text));
        Assert.Equal("2026-05-11", found.Date?.Value);
    }

    [Theory]
    [InlineData("Protesters threw stones at police near Tahrir Square on Monday.", "2026-05-13", "Protesters", "EGYCVL")]
    [InlineData("Merkel criticised the Danish premier in Rabat on Monday.", "2012-05-13", "Merkel", "DEUGOV")]
    [InlineData("Puerto Rico's governor called on the Navy to leave the island.", "2026-05-13", "Puerto Rico's governor", "USAGOV")]
    [InlineData("Comoran police arrested two fishermen on Monday. Tanzania protested.", "2026-05-13", "Comoran police", "COMCOP")]
    [InlineData("South African police arrested two fishermen from Eswatini on Monday.", "2026-05-13", "South African police", "ZAFCOP")]
    [InlineData("The Costa Rican president condemned the raid in Nicaragua on Monday.", "2026-05-13", "The Costa Rican president", "CRIGOV")]
    [InlineData("South Sudanese soldiers shelled a Sudanese village on Monday.", "2026-05-13", "South Sudanese soldiers", "SSDMIL")]
    public void What_points_to_a_country_without_naming_it_gives_the_actor_its_code(string text, string published, string actor, string code)
    {
        Assert.Contains(Articles.Code(text, published).Events, e => e.Actors.Any(a => a.Span.Of(text) == actor && a.Code == code));
    }

    [Theory]
    [InlineData("Turkish shells hit a market in Gulu on Monday.", "hit", "Turkish shells")]
    [InlineData("The Fijian president signed his resignation in Suva on Monday.", "resignation", "The Fijian president")]
    [InlineData("Ghana and Togo met in Accra on Monday, and each accused the other of smuggling.", "accused", "Ghana|Togo")]
    public void Who_acts_is_found_where_other_words_stand_for_them(string text, string trigger, string words)
    {
        Assert.Equal(words.Split('|'), Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger).Actors.Select(a => a.Span.Of(text)));
    }

    [Theory]
    [InlineData("Ghanaian and Togolese soldiers shelled a village on Monday.", "shelled", "GHAMIL|TGOMIL")]
    [InlineData("Ghana and Togo called up reservists on Monday. Both armies shelled villages on Tuesday.", "shelled", "GHAMIL|TGOMIL")]
    [InlineData("The two Ghanaian soldiers shelled a village on Monday, Togo said.", "shelled", "GHAMIL")]
    [InlineData("Togo's Supreme Court condemned the raid on Monday.", "condemned", "TGOJUD")]
    [InlineData("Troops from Ghana and Togo shelled a village on Monday.", "shelled", "GHAMIL|TGOMIL")]
    [InlineData("The presidents of Ghana, Togo and Benin condemned the raid on Monday.", "condemned", "GHAGOV|TGOGOV|BENGOV")]
    [InlineData("Ghana and Togo share a river. On Monday their ministers met in Accra.", "met", "GHAGOV|TGOGOV")]
    [InlineData("Ghana and Togo share a river, and on Monday their ministers met in Accra.", "met", "GHAGOV|TGOGOV")]
    [InlineData("The Ghanaian and Togolese foreign ministers condemned the raid on Monday.", "condemned", "GHAGOV|TGOGOV")]
    public void One_phrase_may_stand_for_actors_of_several_countries(string text, string trigger, string codes)
    {
        Assert.Equal(codes.Split('|'), Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger).Actors.Select(a => a.Code));
    }

    [Fact]
    public void Only_a_source_s_word_makes_an_event_attributed()
    {
        CodedArticle article = Articles.Code("Soldiers arrested 12 rebels in Gulu, a witness said.");
        PoliticalEvent found = Assert.Single(article.Events, e => e.Plover.Type == "COERCE");
        Assert.Equal(EventStatus.Attributed, found.Status);
        Assert.NotNull(found.Statement);
    }

    [Theory]
    [InlineData("There are reports indicating that both sides are willing to consider peace talks.", EventStatus.Attributed)]
    [InlineData("Both sides are willing to consider peace talks.", EventStatus.Asserted)]
    public void What_reports_tell_is_attributed_though_nobody_is_named(string text, EventStatus status) =>
        Assert.Equal(status, Assert.Single(Articles.Code(text).Events, e => e.Plover.Type == "AGREE").Status);

    [Fact]
    public void The_words_of_sport_are_no_assault() => Assert.Empty(Articles.Code("Zamalek crushed Al Ahly 3-0 in the Cairo derby.").Events);

    [Theory]
    [InlineData("The Kenyan president will visit Uganda on Friday.", "visit", "AGREE", EventStatus.Asserted)]
    [InlineData("The Kenyan president visited Uganda on Friday.", "visited", "CONSULT", EventStatus.Asserted)]
    [InlineData("Sudan's rebels will release the hostages on Friday.", "release", "CONCEDE", EventStatus.Asserted)]
    [InlineData("Peru will not lift its sanctions on Bolivia, the foreign minister said.", "lift", "REJECT", null)]
    [InlineData("Kenya will impose a curfew in Mandera on Friday, the interior ministry said.", "curfew", "THREATEN", EventStatus.Asserted)]
    [InlineData("The army said it would shell the port of Zawiya on Sunday.", "shell", "THREATEN", null)]
    [InlineData("The Danish prime minister said that Iceland must lift the ban.", "lift", "REQUEST", null)]
    [InlineData("Two senators in Manila introduced a bill that would sanction Chinese firms.", "sanction", "THREATEN", EventStatus.Asserted)]
    public void What_is_announced_or_refused_is_another_act_than_what_is_done(string text, string trigger, string type, EventStatus? status)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal(type, found.Plover.Type);
        Assert.Equal(status ?? found.Status, found.Status);
    }

    [Theory]
    [InlineData("Norway called on both armies to lift the blockade.", "called", "REQUEST")]
    [InlineData("Peru lifted its ban on Bolivian lorries on Monday.", "lifted", "CONCEDE")]
    [InlineData("Police fired tear gas at students in Suva.", "fired", "ASSAULT")]
    [InlineData("A court in Lusaka ordered the release of two singers.", "release|ordered", "RETREAT|CONCEDE")]
    public void Verb_and_object_are_one_act_and_what_it_is_for_is_none(string text, string triggers, string type)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events);
        Assert.Contains(found.Trigger.Of(text), triggers.Split('|'));
        Assert.Contains(found.Plover.Type, type.Split('|'));
        Assert.NotEmpty(found.Actors);
    }

    [Fact]
    public void The_preposition_of_a_date_asks_nobody_for_anything() =>
        Assert.DoesNotContain(Articles.Code("The Norwegian premier called the Danish king on Monday.").Events, e => e.Plover.Type == "REQUEST");

    [Fact]
    public void Who_warns_of_what_another_may_do_threatens_nobody() =>
        Assert.DoesNotContain(Articles.Code("Chad may send more troops to the border with Niger, an official in Niamey warned.").Events, e => e.Plover.Type == "THREATEN");

    [Theory]
    [InlineData("Norway rejected accusations that its soldiers had tortured prisoners in Mali.", "tortured", EventStatus.Denied)]
    [InlineData("Peru is considering sending troops to Bolivia.", "sending", EventStatus.Possible)]
    [InlineData("Norway rejected accusations on Monday that its soldiers had tortured prisoners in Mali.", "tortured", EventStatus.Denied)]
    public void What_a_denied_accusation_tells_or_is_only_weighed_is_not_asserted(string text, string trigger, EventStatus status) =>
        Assert.Equal(status, Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger).Status);

    [Fact]
    public void What_another_must_do_is_demanded_by_who_says_so()
    {
        PoliticalEvent found = Assert.Single(Articles.Code("Chad must withdraw its soldiers from the valley, the Libyan foreign ministry said on Monday.").Events);
        Assert.Equal(("REQUEST", "yield"), (found.Plover.Type, found.Plover.Mode));
        Assert.Equal("LBYGOV", Assert.Single(found.Actors).Code);
        Assert.Equal("TCD", Assert.Single(found.Recipients).Code);
    }

    [Theory]
    [InlineData("Ghana agreed to lift sanctions against Togo on Monday.", "CONCEDE", "Togo")]
    [InlineData("The Kenyan government refused to meet the Somali envoy on Friday.", "REJECT", "the Somali envoy")]
    [InlineData("The Peruvian government imposed a curfew in parts of Cusco on Monday.", "COERCE", "Cusco")]
    [InlineData("The Peruvian president declared a state of emergency in Puno on Monday.", "COERCE", "Puno")]
    [InlineData("The Kenyan president reiterated his country's support for Ethiopia on Monday.", "SUPPORT", "Ethiopia")]
    [InlineData("The Bolivian president imposed a state of siege in Oruro on Monday.", "COERCE", "Oruro")]
    public void Whom_an_act_without_an_object_concerns_is_found_below_it(string text, string type, string recipient) =>
        Assert.Contains(Assert.Single(Articles.Code(text).Events, e => e.Plover.Type == type).Recipients, r => r.Span.Of(text).EndsWith(recipient, StringComparison.Ordinal));

    [Theory]
    [InlineData("Rwanda said it will boycott the summit in Kinshasa.", "boycott", "REJECT", "133")]
    [InlineData("The Kenyan president called the Ugandan premier on Monday to congratulate him.", "called", "CONSULT", "051")]
    [InlineData("The Hague has issued a warrant for a Burmese colonel.", "issued", "THREATEN", "173")]
    [InlineData("Two thousand villagers sought refuge in Uganda on Monday.", "sought", "SANCTION", "103")]
    public void The_code_of_an_act_has_its_classic_meaning_where_its_type_has_another(string text, string trigger, string type, string code)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal((type, code), (found.Plover.Type, found.Cameo));
    }

    [Theory]
    [InlineData("The Bolivian government gave in to demands by miners on Monday.")]
    [InlineData("Chad sent a large number of soldiers to the peacekeeping force in Mali.")]
    public void What_is_granted_or_sent_is_no_demand_or_threat(string text) =>
        Assert.DoesNotContain(Articles.Code(text).Events, e => e.Plover.Type is "REQUEST" or "MOBILIZE");

    [Fact]
    public void What_several_agree_is_done_to_nobody_else() =>
        Assert.Empty(Assert.Single(Articles.Code("Peru and Chile agreed on Friday to share data with Bolivia.").Events).Recipients);

    [Fact]
    public void A_word_split_at_its_hyphen_meets_a_condition() =>
        Assert.Contains(Articles.Code("Oman announced a cease-fire with Yemen on Monday.").Events, e => e.Plover.Type == "CONCEDE");

    [Fact]
    public void Police_beside_an_arrest_that_nobody_is_named_for_made_it()
    {
        const string Text = "Eleven men were arrested in Kandy after police searched a warehouse.";
        PoliticalEvent found = Assert.Single(Articles.Code(Text).Events, e => e.Plover.Mode == "arrest");
        Assert.Equal("police", Assert.Single(found.Actors).Span.Of(Text));
    }

    [Theory]
    [InlineData("The commissioner of police banned a march in Kandy on Monday.", "LKACOP")]
    [InlineData("A police party banned a march in Kandy on Monday.", "LKACOP")]
    public void An_office_of_the_police_is_police(string text, string code) =>
        Assert.Equal(code, Assert.Single(Assert.Single(Articles.Code(text).Events, e => e.Plover.Type == "COERCE").Actors).Code);

    [Theory]
    [InlineData("Police searched a warehouse in Kandy on Monday. Eleven men were arrested.", "Police")]
    [InlineData("Eleven men were arrested in Kandy on Monday. A police spokesman gave no names.", "A police spokesman")]
    [InlineData("Police searched a warehouse in Kandy. It rained. The road was wet. Buses were late. Trains were late too. Eleven men were arrested on Monday.", "Police")]
    [InlineData("Police searched a warehouse in Kandy. Eleven men have been arrested, the chief minister said on Monday.", "Police")]
    public void Police_named_near_an_arrest_that_nobody_is_named_for_made_it(string text, string police)
    {
        CodedArticle article = Articles.Code(text);
        PoliticalEvent found = Assert.Single(article.Events, e => e.Plover.Mode == "arrest");
        Assert.Equal(police, Assert.Single(found.Actors).Span.Of(text));
        Assert.Contains("police named nearest", found.Reason, StringComparison.Ordinal);
        Assert.Equal(police, Assert.Single(Articles.Flow.Explain(article).Events, e => e.Event == found).Actors.Single().Words.Text);
    }

    [Theory]
    [InlineData("Police searched a warehouse in Kandy on Monday. The union demanded the arrest of its owner.")]
    [InlineData("Police searched a warehouse in Kandy on Monday. Its owner should be arrested, the union said.")]
    [InlineData("Eleven men were arrested in Kandy on Monday. The weather was fair.")]
    public void An_arrest_that_is_only_asked_for_or_has_no_police_near_is_nobody_s(string text) =>
        Assert.DoesNotContain(Articles.Code(text).Events, e => e.Plover.Mode == "arrest" && e.Actors.Any(a => a.Code?.EndsWith("COP", StringComparison.Ordinal) == true));

    [Fact]
    public void Police_named_near_are_not_laid_a_demolition() =>
        Assert.DoesNotContain(Articles.Code("Police spoke to reporters in Kandy on Monday. The demolition of the shrine angered pilgrims.").Events, e => e.Actors.Any(a => a.Code!.Contains("COP", StringComparison.Ordinal)));

    [Fact]
    public void The_firing_was_by_whoever_was_said_to_have_fired()
    {
        const string Text = "Police opened fire on a crowd in Kandy on Monday. Three people were killed in the firing.";
        CodedArticle article = Articles.Code(Text);
        PoliticalEvent found = Assert.Single(article.Events, e => e.Trigger.Of(Text) == "firing");
        Assert.Equal("Police", Assert.Single(found.Actors).Span.Of(Text));
        Assert.Contains("said to have fired", found.Reason, StringComparison.Ordinal);
        Assert.Equal("Police", Assert.Single(Articles.Flow.Explain(article).Events, e => e.Event == found).Actors.Single().Words.Text);
    }

    [Fact]
    public void Police_who_tell_of_an_attack_did_not_make_it() =>
        Assert.DoesNotContain(Articles.Code("The toll of the attack in Kandy has risen to eight, police added.").Events, e => e.Actors.Any(a => a.Code!.Contains("COP", StringComparison.Ordinal)));

    [Fact]
    public void Those_whom_others_attacked_are_counted_for_them()
    {
        const string Text = "While six people were injured in police firing in Kandy, twelve people were killed by rioters.";
        CodedArticle article = Articles.Code(Text);
        IEnumerable<string> Counted(string trigger) => Assert.Single(article.Events, e => e.Trigger.Of(Text) == trigger).Counts.Select(c => article.Annotated.Counts[c].What);
        Assert.Equal(["injured"], Counted("firing"));
        Assert.Contains("killed", Counted("killed"));
    }

    [Fact]
    public void What_is_difficult_to_do_is_possible()
    {
        const string Text = "Police found it difficult to arrest the banker in Kandy.";
        Assert.Equal(EventStatus.Possible, Assert.Single(Articles.Code(Text).Events, e => e.Trigger.Of(Text) == "arrest").Status);
    }

    [Theory]
    [InlineData("Six people died in police firing in Kandy on Monday.")]
    [InlineData("Six people were hurt in police firing as a mob ransacked a shop in Kandy.")]
    public void Who_fired_is_told_by_the_word_before_it(string text)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == "firing");
        Assert.Equal("police", Assert.Single(found.Actors).Span.Of(text));
    }

    [Fact]
    public void Police_who_question_somebody_over_an_attack_did_not_make_it()
    {
        const string Text = "Police in Kandy questioned a driver over the bomb attack on the bank.";
        Assert.DoesNotContain(Articles.Code(Text).Events, e => e.Plover.Type == "ASSAULT" && !e.Actors.IsEmpty);
    }

    [Fact]
    public void Police_and_soldiers_who_are_sent_both_move()
    {
        PoliticalEvent found = Assert.Single(Articles.Code("Police and soldiers have been deployed in the old town of Kandy.").Events, e => e.Plover.Type == "MOBILIZE");
        Assert.Equal(["LKACOP", "LKAMIL"], found.Actors.Select(a => a.Code));
    }

    [Theory]
    [InlineData("Sudanese troops recaptured Wad Madani from rebels on Monday.", "recaptured", "Government regains territory")]
    [InlineData("Soldiers drove the insurgents out of a village near Gao on Monday.", "drove", "Government regains territory")]
    [InlineData("Rebels captured the town of Mweso on Monday.", "captured", "Non-state actor overtakes territory")]
    [InlineData("Rebels and soldiers clashed near Mweso on Monday.", "clashed", "Armed clash")]
    [InlineData("Police found a cache of rifles in Kandy on Monday.", "found", "Disrupted weapons use")]
    [InlineData("Police searched two flats in Kandy on Monday.", "searched", null)]
    [InlineData("Police arrested the leader of the opposition in Kandy on Monday.", "arrested", "Arrests")]
    [InlineData("Planes dropped bombs on a market in El Fasher on Monday.", "dropped", "Air/drone strike")]
    [InlineData("A militant hurled a grenade at a checkpoint near Pulwama on Monday.", "hurled", "Grenade")]
    [InlineData("On 4 March 2021, gangsters and ELN guerrillas traded fire along the San Juan river.", "traded", "Armed clash")]
    [InlineData("Customs officers at Aflao intercepted forty rifles in a lorry of yams.", "intercepted", "Disrupted weapons use")]
    [InlineData("The rebels set up headquarters in a sawmill outside Myitkyina.", "set", "Headquarters or base established")]
    [InlineData("Soldiers seized power in Malabo while the president was abroad.", "seized", "Other")]
    [InlineData("Farmers blocked the highway near Saraguro over milk prices.", "blocked", "Peaceful protest")]
    public void The_sub_event_of_ACLED_is_told_by_who_acts_and_by_the_words_beside(string text, string trigger, string? subEvent) =>
        Assert.Equal(subEvent, Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger).Acled?.SubEventType);

    [Theory]
    [InlineData("2003-05-13", "PAKGOV")]
    [InlineData("2015-05-13", "PAKELI")]
    public void An_office_holds_for_its_years(string published, string code) =>
        Assert.Equal(code, Articles.Named(Articles.Code("Pervez Musharraf met the king in Rabat on Monday.", published), "Pervez Musharraf").Actor?.Code);

    [Fact]
    public void Forces_that_are_sent_are_those_who_move()
    {
        PoliticalEvent found = Assert.Single(Articles.Code("Kenyan soldiers were deployed along the Somali border on Monday.").Events);
        Assert.Equal("MOBILIZE", found.Plover.Type);
        Assert.Equal("KENMIL", Assert.Single(found.Actors).Code);
    }

    [Fact]
    public void What_is_agreed_is_no_act_of_its_own()
    {
        const string Text = "Ghana agreed to release the fishermen on Friday.";
        Assert.Equal("agreed", Assert.Single(Articles.Code(Text).Events).Trigger.Of(Text));
    }

    [Theory]
    [InlineData("Chad expelled the Danish ambassador on Monday.", "TCD", "DNKGOV")]
    [InlineData("Peruvian police arrested four Bolivian farmers on Monday.", "PERCOP", "BOLAGR")]
    [InlineData("Norway condemned the shelling of a hospital by Sudanese troops.", "NOR", "SDNMIL")]
    public void Participants_get_the_country_that_the_text_ties_them_to(string text, string actor, string recipient)
    {
        ImmutableArray<PoliticalEvent> events = Articles.Code(text).Events;
        Assert.Contains(events, e => e.Actors.Any(a => a.Code == actor));
        Assert.Contains(events, e => e.Actors.Concat(e.Recipients).Any(a => a.Code == recipient));
    }

    [Theory]
    [InlineData("A police raid in Lagos left four people dead.", "police", "COP")]
    [InlineData("Rebel shelling killed nine people in Gao on Monday.", "Rebel", "REB")]
    [InlineData("Two companies of armed police were deployed in Surat on Monday.", "Two companies of armed police", "COP")]
    [InlineData("Armed police continue to be deployed around the market in Surat.", "Armed police", "COP")]
    [InlineData("Eight columns of the reserve police, home guards and marines have been deployed in Surat.", "Eight columns of the reserve police", "COP")]
    [InlineData("the rapid action force was deployed around the market in surat.", "the rapid action force", "INDCOP")]
    [InlineData("Police said 41 people had been arrested in Marseille on Monday.", "Police", "COP")]
    [InlineData("The Kenyan government denounced the Somali shelling of Mandera.", "Somali", "SOM")]
    public void Who_acted_is_found_where_only_a_modifier_a_quantity_or_the_source_tells(string text, string words, string code) =>
        Assert.Contains(Articles.Code(text).Events, e => e.Actors.Any(a => a.Span.Of(text) == words && a.Code!.Contains(code, StringComparison.Ordinal)));

    [Theory]
    [InlineData("The decree drew bitter criticism of the ministry from conservative bishops.", "criticism", "conservative bishops")]
    [InlineData("The march of the widows through Quito ended peacefully.", "march", "the widows")]
    public void Who_criticises_or_marches_stands_after_the_preposition(string text, string trigger, string words) =>
        Assert.Contains(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger && e.Actors.Any(a => a.Span.Of(text) == words));

    [Theory]
    [InlineData("The UN appealed to the government of Sudan to lift its ban on flights.", "lift")]
    [InlineData("Norway urged the generals in Yangon to free the prisoners.", "free")]
    public void What_somebody_is_asked_to_do_is_not_told_as_done(string text, string trigger) =>
        Assert.DoesNotContain(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);

    [Theory]
    [InlineData("Hamas and Israel agreed to a ceasefire on Friday.", "agreed", "CONCEDE", "0356")]
    [InlineData("Hackers in Minsk launched cyber attacks on the ministry in Kyiv.", "launched", "COERCE", "176")]
    [InlineData("Rwanda imposed a blockade on the port of Bukavu.", "imposed", "COERCE", "191")]
    public void The_code_of_the_frame_is_kept(string text, string trigger, string type, string cameo)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal((type, cameo), (found.Plover.Type, found.Cameo));
    }

    [Theory]
    [InlineData("Thousands will flee if the army launches an operation in Darfur.", "operation")]
    [InlineData("If rebels attack the town, the garrison will leave.", "attack")]
    [InlineData("The rebels will leave Bangui if the government releases eleven prisoners.", "releases")]
    [InlineData("Welsh farmers will blockade the port unless Paris lifts its ban on their lamb.", "lifts")]
    public void What_a_condition_tells_of_is_conditional(string text, string trigger) =>
        Assert.Equal(EventStatus.Conditional, Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger).Status);

    [Theory]
    [InlineData("No rubber bullets were used in Kisumu on Thursday.")]
    [InlineData("Nobody was arrested in Kisumu on Thursday.")]
    [InlineData("The soldiers did not shoot the prisoners in Kisumu.")]
    [InlineData("Police in Kisumu failed to arrest the smugglers.")]
    [InlineData("Police in Kisumu were not able to arrest the smugglers.")]
    public void What_the_words_deny_is_denied(string text) =>
        Assert.Equal(EventStatus.Denied, Assert.Single(Articles.Code(text).Events).Status);

    [Theory]
    [InlineData("If the siege of Raqqa ends, the doctors will return.", "siege")]
    [InlineData("If those who bombed the depot return, the guards will shoot.", "bombed")]
    public void What_a_condition_takes_for_granted_is_not(string text, string trigger) =>
        Assert.All(Articles.Code(text).Events.Where(e => e.Trigger.Of(text) == trigger), e => Assert.NotEqual(EventStatus.Conditional, e.Status));

    [Fact]
    public void A_noun_for_people_is_no_second_event_beside_what_they_did() =>
        Assert.Single(Articles.Code("The protesters marched through Quito on Monday.").Events, e => e.Plover.Type == "PROTEST");

    [Fact]
    public void A_person_with_a_title_takes_part_once()
    {
        const string Text = "Mexican President Andrés Robles met Chilean Foreign Minister Tomás Ibarra in Lima on Monday.";
        PoliticalEvent found = Assert.Single(Articles.Code(Text).Events, e => e.Plover.Type == "CONSULT");
        Assert.Equal(["Mexican President Andrés Robles", "Chilean Foreign Minister Tomás Ibarra"], found.Actors.Select(a => a.Span.Of(Text)));
    }

    [Fact]
    public void Contexts_tell_what_the_sentence_is_about()
    {
        PoliticalEvent found = Assert.Single(Articles.Code("Police in Suva arrested two smugglers of cocaine on Monday.").Events, e => e.Plover.Type == "COERCE");
        Assert.Equal(["illegal_drugs", "trafficking"], found.Plover.Contexts);
    }

    [Fact]
    public void Foreigners_are_not_given_the_country_that_the_text_is_about()
    {
        const string Text = "Peru's president accused unnamed foreign sponsors of arming the rebels.";
        Participant[] sponsors = [.. Articles.Code(Text).Events.SelectMany(e => e.Actors.Concat(e.Recipients)).Where(p => p.Span.Of(Text).Contains("sponsors", StringComparison.Ordinal))];
        Assert.NotEmpty(sponsors);
        Assert.DoesNotContain(sponsors, p => p.Code?.StartsWith("PER", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_foreign_ministry_is_its_own_country_s()
    {
        const string Text = "In Lima the foreign ministry condemned the attack on Wednesday.";
        Assert.Contains(Articles.Code(Text).Events.SelectMany(e => e.Actors), p => p.Code == "PERGOV");
    }
}
