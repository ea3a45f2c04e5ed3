using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Statements;
using Sitrep.Annotation.Times;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Codes political events.</summary>
/// <remarks>A frame lexicon and a trained classifier decide together: the frame is one of the classifier's features, and gives the CAMEO code where both agree.</remarks>
public sealed partial class EventCoder
{
    /// <summary>CAMEO's roots of demands and of the appeals that go with them, digit by digit.</summary>
    private const string Demand = "10";
    private const string Appeal = "02";

    /// <summary>CAMEO's root of intents to cooperate.</summary>
    private const string Intent = "03";

    private const string Rejection = "REJECT";
    private const string Request = "REQUEST";
    private const string Threat = "THREATEN";
    private const string Protest = "PROTEST";

    /// <summary>The frame of what somebody must do.</summary>
    private const string Must = "must";

    private const string Agreement = "AGREE";
    private const string Concession = "CONCEDE";
    private const string Withdrawal = "RETREAT";

    /// <summary>How likely an act must be that several words tell of: more than even, since words that hang together may also tell of two.</summary>
    private const double Admitted = 0.7;

    /// <summary>No act is likelier than that, however many words tell of it.</summary>
    private const double Surest = 0.95;

    private static readonly string[] People = ["crowd", "people", "rebel", "captive", "police", "army", "state", "envoy"];

    /// <summary>The force named before these made it ("police firing"); before "killing" or "bombing" it may be whom it was done to.</summary>
    private static readonly ImmutableArray<string> FiringNouns = ["fire", "firing", "shelling", "bombardment", "raid", "crackdown", "lathicharge"];

    /// <summary>How many tokens may lie between an event and what is counted in its sentence.</summary>
    private const int CountReach = 40;

    private readonly FrameLexicon frames;
    private readonly WordClasses classes;

    // Classes of words for people, who do things rather than being done.
    private readonly ulong people;
    private readonly ActorCoder actors;
    private readonly EventFeatures features;
    private readonly EventClassifier classifier;
    private readonly ParticipantFinder participants;
    private readonly SettingFinder settings;
    private readonly ParticipantCoder codes;
    private readonly SubEventCoder? subEvents;
    private readonly ContextFinder contexts;
    private readonly Dictionary<(string Type, string Mode), string> cameo = [];
    private readonly Dictionary<(string Type, string Mode), string> intents = [];

    public EventCoder(Resources resources)
        : this(resources, subEvents: true)
    {
    }

    /// <param name="subEvents">False leaves out ACLED's sub-events, whose model is learned from events without them.</param>
    internal EventCoder(Resources resources, bool subEvents)
    {
        actors = new ActorCoder(resources);
        classes = new WordClasses(resources, actors.Roles, actors.Countries);
        people = People.Aggregate(0UL, (set, name) => set | classes.Bit(name));
        frames = new FrameLexicon(resources, classes);
        contexts = new ContextFinder(resources);
        this.subEvents = subEvents ? new SubEventCoder(resources, actors.Countries) : null;
        features = new EventFeatures(actors.Roles, actors.Countries, classes, frames);
        classifier = new EventClassifier(features, actors.Countries, classes, ModelFile.Open(resources.Model("en", "events.model")));
        ModelFile participation = ModelFile.Open(resources.Model("en", "participants.model"));
        codes = new ParticipantCoder(actors, participation);
        settings = SettingFinder.Load(resources);
        participants = new ParticipantFinder(actors.Roles, actors.Countries, participation);
        foreach (TsvTable.Row row in resources.Table("plover_types.tsv").Rows)
        {
            cameo.TryAdd((row["type"], row["mode"]), row["cameo"]);
        }

        foreach (TsvTable.Row row in resources.Table("cameo_intents.tsv").Rows)
        {
            intents[(row["type"], row["mode"])] = row["cameo"];
        }
    }

    public ImmutableArray<PoliticalEvent> Code(AnnotatedArticle article)
    {
        var scratch = new FeatureSet();
        Context context = ContextOf(article);
        List<Reported> acts = ReportedIn(context, TriggersOf(article, scratch).Triggers, scratch);
        HeadReadings heads = codes.Read(acts.SelectMany(a => a.Arguments.Actors.Concat(a.Arguments.Recipients).Select(head => (a.Sentence, head)).Concat(a.Implied is { } one ? [one] : [])));
        ImmutableArray<PoliticalEvent> events = [.. acts.Select((a, i) => Describe(context, acts, a, heads, scratch, i + 1))];
        return subEvents?.Code(article, events) ?? events;
    }

    // What the triggers of each sentence report, in the order of the text.
    private List<Reported> ReportedIn(Context context, List<Trigger>[] triggers, FeatureSet scratch)
    {
        ReadParticipants(context, triggers, scratch);
        var acts = new List<Reported>();
        foreach (Sentence sentence in context.Article.Parsed.Sentences)
        {
            foreach (Trigger trigger in triggers[sentence.Index])
            {
                Statement? statement = StatementOf(context.Article, sentence.Tokens[trigger.Token].Span);
                Arguments arguments = ArgumentsOf(context, sentence, trigger, triggers[sentence.Index], statement, scratch);
                acts.Add(new Reported(sentence, trigger, statement, arguments, Implied(context, acts, sentence, trigger, triggers[sentence.Index], arguments)));
            }
        }

        return acts;
    }

    /// <summary>The statement in whose content a span stands, the shortest if they are nested.</summary>
    internal static Statement? StatementOf(AnnotatedArticle article, Span span) =>
        Statement.Holding(article.Statements, span);

    private Context ContextOf(AnnotatedArticle article) => new(article, new ParticipantCases(article, actors), new CountryMentions(article, actors), new ArticleSettings(article), []);

    // Reads who may take part in all that is told of.
    private void ReadParticipants(Context context, List<Trigger>[] triggers, FeatureSet scratch)
    {
        (Sentence Sentence, int Trigger, string Type)[] events = [.. context.Article.Parsed.Sentences.SelectMany(s => triggers[s.Index].Where(t => t.Frame?.Id != Must).Select(t => (s, t.Token, t.Label.Type)))];
        foreach (var (one, reading) in events.Zip(participants.Read(context.Article.Parsed, events, scratch)))
        {
            context.Readings[(one.Sentence.Index, one.Trigger, one.Type)] = reading;
        }
    }

    // Words beside a trigger are read when they are asked about.
    private ParticipantReading ReadingOf(Context context, Sentence sentence, int trigger, string type, FeatureSet scratch)
    {
        if (!context.Readings.TryGetValue((sentence.Index, trigger, type), out ParticipantReading? reading))
        {
            context.Readings[(sentence.Index, trigger, type)] = reading = participants.Read(context.Article.Parsed, [(sentence, trigger, type)], scratch)[0];
        }

        return reading;
    }

    // The triggers of each sentence. Sentences in which no word by itself comes near an event are not read as wholes.
    private TriggerReading TriggersOf(AnnotatedArticle article, FeatureSet scratch)
    {
        var sentences = article.Parsed.Sentences;
        var matched = new Frame?[sentences.Length][];
        List<Candidate> candidates = CandidatesOf(article, matched, scratch);
        Sentence[] open = [.. candidates.Where(c => classifier.IsOpen(c.Scores.Span)).Select(c => c.Sentence).Distinct()];
        float[][] read = classifier.Tag(Array.ConvertAll(open, s => (s, matched[s.Index])));
        var tags = new float[]?[sentences.Length];
        for (int i = 0; i < read.Length; i++)
        {
            tags[open[i].Index] = read[i];
        }

        List<Trigger>[] found = [.. sentences.Select(_ => new List<Trigger>())];
        foreach (Candidate one in candidates)
        {
            Sentence sentence = one.Sentence;
            EventClassifier.AddTags(tags[sentence.Index], one.Token, one.Scores.Span);
            bool attributed = one.Statement is not null;
            if (one.Frame is { Own: true })
            {
                found[sentence.Index].Add(new Trigger(one.Token, classifier.Told(sentence, one.Token, one.Numbers, one.Scores.Span, one.Frame, attributed, scratch), one.Frame));
            }
            else if (Modality.WhoDemands(sentence, one.Token, one.Statement) >= 0)
            {
                Frame must = MustDo(classifier.Classify(sentence, one.Token, one.Numbers, one.Scores.Span, one.Frame, attributed, scratch) is { Score: > 0 } done ? done.Type : null);
                float[] scores = classifier.TypesOf(one.Numbers.Span, 1);
                classifier.Score(sentence, one.Token, must, attributed, scratch, scores);
                EventClassifier.AddTags(tags[sentence.Index], one.Token, scores);
                found[sentence.Index].Add(new Trigger(one.Token, classifier.Told(sentence, one.Token, one.Numbers, scores, must, attributed, scratch), must));
            }
            else if (classifier.Classify(sentence, one.Token, one.Numbers, one.Scores.Span, one.Frame, attributed, scratch) is { } label)
            {
                found[sentence.Index].Add(new Trigger(one.Token, label, one.Frame));
            }
        }

        foreach (Sentence sentence in article.Parsed.Sentences)
        {
            Admit(sentence, found[sentence.Index]);
            CodeOnce(sentence, found[sentence.Index]);
        }

        ImmutableArray<EventLabel> labels = classifier.Read(found.SelectMany(f => f).Select(t => t.Label));
        int next = 0;
        return new TriggerReading([.. found.Select(f => f.ConvertAll(t => t with { Label = labels[next++] }))], tags);
    }

    // The words that are asked about, with what each says by itself. What numbers say is asked of words of several sentences together.
    private List<Candidate> CandidatesOf(AnnotatedArticle article, Frame?[][] matched, FeatureSet scratch)
    {
        var candidates = new List<Candidate>();
        foreach (Sentence sentence in article.Parsed.Sentences)
        {
            Frame?[] own = matched[sentence.Index] = new Frame?[sentence.Tokens.Length];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = frames.Match(sentence, i);
                if (own[i]?.Type != Frame.None && EventClassifier.IsCandidate(sentence, i, own[i], classifier.Triggers))
                {
                    candidates.Add(new Candidate(sentence, i, own[i], StatementOf(article, sentence.Tokens[i].Span)));
                }
            }
        }

        float[] mean = [];
        Sentence? latest = null;
        foreach (Candidate[] batch in candidates.Chunk(EventClassifier.Batch))
        {
            int width = batch.Max(c => EventFeatures.WidthOf(c.Sentence));
            float[] numbers = new float[batch.Length * width];
            for (int k = 0; k < batch.Length; k++)
            {
                Sentence sentence = batch[k].Sentence;
                mean = sentence == latest ? mean : features.Mean(sentence);
                latest = sentence;
                int own = EventFeatures.WidthOf(sentence);
                features.Write(sentence, batch[k].Token, mean, numbers.AsSpan(k * width, own));
                batch[k].Numbers = numbers.AsMemory(k * width, own);
            }

            float[] scores = classifier.TypesOf(numbers, batch.Length);
            int labels = scores.Length / batch.Length;
            for (int k = 0; k < batch.Length; k++)
            {
                Candidate one = batch[k];
                one.Scores = scores.AsMemory(k * labels, labels);
                classifier.Score(one.Sentence, one.Token, one.Frame, one.Statement is not null, scratch, one.Scores.Span);
            }
        }

        return candidates;
    }

    // What one says that another must do is a demand, whatever the act is.
    private Frame MustDo(string? type)
    {
        string mode = Modality.DemandOf(type);
        return new Frame(Must, Request, mode, CameoOf(Request, mode), "", Own: false);
    }

    // Keeps the words that report an event. Where several words tell of one act, as in "launched an attack", one of them is its trigger, so that the probabilities
    // of each being it add up to that of the act.
    private static void Admit(Sentence sentence, List<Trigger> found)
    {
        double Likelihood(Trigger trigger) => 1 / (1 + Math.Exp(-trigger.Label.Score));
        var kept = new List<Trigger>();
        foreach (Trigger one in found)
        {
            if (one.Label.Score > 0 || one.Frame is { Own: true } or { Id: Must })
            {
                kept.Add(one);
                continue;
            }

            double sum = Likelihood(one);
            Trigger? next = null;
            bool best = true;
            foreach (Trigger other in found)
            {
                if (other.Token != one.Token && other.Label.Type == one.Label.Type && OneAct(sentence, one.Token, other.Token))
                {
                    sum += Likelihood(other);
                    next = next is null || other.Label.Score > next.Label.Score ? other : next;
                    best = best && (one.Label.Score > other.Label.Score || (one.Label.Score == other.Label.Score && one.Token < other.Token));
                }
            }

            if (best && sum > Admitted)
            {
                double likely = Math.Min(sum, Surest);
                kept.Add(one with { Carrier = next!.Token, Label = one.Label with { Score = (float)Math.Log(likely / (1 - likely)) } });
            }
        }

        found.Clear();
        found.AddRange(kept);
    }

    // Takes away the words that tell of an act that another word of the sentence is coded for.
    private void CodeOnce(Sentence sentence, List<Trigger> found)
    {
        // "Protesters" tell of a protest where nothing else does.
        found.RemoveAll(t => sentence.Tokens[t.Token].Upos == "NOUN" && (classes.Of(sentence, t.Token) & people) != 0
            && found.Exists(other => other.Label.Type == t.Label.Type && other.Token != t.Token && (sentence.Tokens[other.Token].IsVerbal || (classes.Of(sentence, other.Token) & people) == 0)));

        // What one agrees, refuses or threatens to do is not done yet: the words are the act.
        found.RemoveAll(t => sentence.Tokens[t.Token].Is("xcomp") && found.Exists(other => other.Token == sentence.Tokens[t.Token].Head && other.Label.Type is "AGREE" or "REJECT" or "THREATEN"));

        // Who warns of what another may do threatens nobody: "A may send troops, an official of B warned".
        found.RemoveAll(t => t.Label.Type == "THREATEN" && sentence.LowerLemma(t.Token) == "warn" && sentence.Tokens[t.Token] is { Deprel: "parataxis", Head: >= 0 and var told }
            && sentence.Tokens[told].IsVerbal && sentence.Child(told, "nsubj", "nsubj:pass") is >= 0 and var subject && sentence.Tokens[subject].Xpos != "PRP");

        // Nor is what is demanded, or what will be done as agreed or threatened: "its demand that they ease sanctions".
        found.RemoveAll(t => sentence.Tokens[t.Token] is var word && (word.Is("ccomp") || word.Is("acl")) && found.Exists(other => other.Token == word.Head
            && (other.Label.Type == Request || (other.Label.Type is Agreement or Threat && Modality.Of(sentence, t.Token) == Outlook.Announced))));

        // "Asked them to end a boycott", "called on both to lift the blockade": what stands below the act that is asked for is not told as done.
        found.RemoveAll(t => sentence.Tokens[t.Token] is { IsVerbal: false, Head: >= 0 } word && word.Is("obj") && AskedBy(sentence, word.Head) is >= 0 and var asking
            && found.Exists(other => other.Token == asking && other.Label.Type is Request or Agreement or Rejection or Threat));

        // "Appealed to the government to reconsider its ban": what is asked of somebody may hang on whom it is asked.
        found.RemoveAll(t => sentence.Tokens[t.Token] is { IsVerbal: true, Head: >= 0 } word && word.Is("acl") && sentence.Child(t.Token, "mark") is >= 0 and var to && sentence.Tokens[to].Upos == "PART"
            && sentence.Tokens[word.Head] is { Upos: "NOUN" or "PROPN" or "PRON", Head: >= 0 } asked && (asked.Is("obj") || asked.Is("obl")) && found.Exists(other => other.Token == asked.Head && other.Label.Type is Request or Rejection or Threat));

        // Nor is what an act is for: "called on both to lift the blockade", "raided the office to arrest him".
        found.RemoveAll(t => sentence.Tokens[t.Token] is { IsVerbal: true } word && (word.Is("xcomp") || word.Is("advcl") || word.Is("ccomp") || word.Is("acl"))
            && sentence.Child(t.Token, "mark") is >= 0 and var mark && sentence.Tokens[mark].Upos == "PART" && found.Exists(other => other.Token == word.Head));

        // "Lifted the ban", "demanded the release", "carried out a raid": verb and object are one act. Only what is judged or refused is another's.
        for (int i = found.Count - 1; i >= 0; i--)
        {
            Token word = sentence.Tokens[found[i].Token];
            if (word.IsVerbal || !(word.Is("obj") || word.Deprel == "nsubj:pass") || found.FindIndex(t => t.Token == word.Head) is not (>= 0 and var verb)
                || found[verb].Label.Type == found[i].Label.Type || found[verb].Label.Type is "REJECT" or "ACCUSE" or "SUPPORT")
            {
                continue;
            }

            if (found[verb].Label.Type is "REQUEST" or "AGREE" or "THREATEN" or "CONCEDE" or "RETREAT" || found[verb].Strength >= found[i].Strength)
            {
                found.RemoveAt(i);
            }
            else
            {
                found[i] = found[i] with { Carrier = word.Head };
                found.RemoveAt(verb);
            }
        }

        // "Gave in to demands", "agreed to a request": so does what is granted.
        found.RemoveAll(t => t.Label.Type == Request && sentence.Tokens[t.Token] is { IsVerbal: false, Head: >= 0 } word && word.Is("obl")
            && sentence.Child(t.Token, "case") is >= 0 and var to && sentence.Lower(to) == "to" && found.Exists(other => other.Token == word.Head && other.Label.Type is Concession or Agreement or Withdrawal));

        // One act is coded once: "launched an attack", "ambushed a convoy, killing six", "shot dead".
        for (int i = found.Count - 1; i >= 0; i--)
        {
            int better = found.FindIndex(other => other.Token != found[i].Token && other.Label.Type == found[i].Label.Type && OneAct(sentence, other.Token, found[i].Token)
                && (other.Strength > found[i].Strength || (other.Strength == found[i].Strength && other.Token < found[i].Token)));
            if (better >= 0)
            {
                found[better] = found[better] with { Carrier = found[i].Token };
                found.RemoveAt(i);
            }
        }
    }

    // The word that an infinitive hangs on, or the one whose object it hangs on: "asked them to end", "an appeal to both to lift"; −1 for no infinitive.
    private static int AskedBy(Sentence sentence, int verb)
    {
        Token word = sentence.Tokens[verb];
        if (word.Head < 0 || sentence.Child(verb, "mark") is not (>= 0 and var to) || sentence.Lower(to) != "to")
        {
            return -1;
        }

        return word.Is("xcomp") || word.Is("ccomp") || word.Is("advcl") ? word.Head
            : word.Is("acl") && sentence.Tokens[word.Head] is var asked && (asked.Is("obj") || asked.Is("obl")) ? asked.Head : -1;
    }

    private static bool OneAct(Sentence sentence, int a, int b)
    {
        bool Hangs(int child, int parent) => sentence.Tokens[child].Head == parent && sentence.Tokens[child] is var token
            && (token.Is("obj") || token.Is("xcomp") || token.Is("compound") || token.Is("amod") || token.Is("acl") || token.Is("conj") || token.Is("obl") || token.Is("nmod") || token.Deprel is "nsubj:pass" or "nsubj" || (token.Is("advcl") && token.Xpos == "VBG"));

        // "Declared a state of emergency", "launched a series of raids".
        bool HangsOnObject(int child, int parent) => sentence.Tokens[child] is { Deprel: "nmod", Head: >= 0 and var noun } && sentence.Tokens[noun] is var counted && counted.Head == parent
            && (counted.Is("obj") || counted.Deprel == "nsubj:pass") && sentence.Child(child, "case") is >= 0 and var of && sentence.Lower(of) == "of";
        return Hangs(a, b) || Hangs(b, a) || HangsOnObject(a, b) || HangsOnObject(b, a);
    }

    // Police work that is laid to nobody was done by the police that are named nearest, "the firing" by the force that was said to have fired.
    private static (Sentence Sentence, int Head)? Implied(Context context, List<Reported> before, Sentence sentence, Trigger trigger, List<Trigger> triggers, Arguments arguments)
    {
        if (!arguments.Actors.IsEmpty)
        {
            return null;
        }

        if (ImpliedPolice.Did(trigger.Label.Type, trigger.Label.Mode))
        {
            // Not so "curfew" or "demolition", whatever the classifier makes of them.
            bool isOther = trigger.Frame is { Type: "COERCE", Mode: not (null or "arrest") };
            return !isOther && ImpliedPolice.IsDone(sentence, trigger.Token, word => triggers.Exists(t => t.Token == word && t.Label.Type is "REQUEST" or "AGREE" or "REJECT" or "THREATEN"))
                ? ImpliedPolice.Nearest(context.Article.Parsed, sentence, (near, head) => context.Cases.SectorOf(near, head) == "COP")
                : null;
        }

        if (!trigger.IsShooting || sentence.Child(trigger.Token, "det") is not (>= 0 and var article) || sentence.Lower(article) is not ("the" or "this"))
        {
            return null;
        }

        for (int i = before.Count - 1; i >= 0 && sentence.Index - before[i].Sentence.Index <= ImpliedPolice.Reach; i--)
        {
            if (before[i] is { Trigger.IsShooting: true } told && told.Arguments.Actors.FirstOrDefault(a => context.Cases.SectorOf(told.Sentence, a) is "COP" or "MIL" or "PRM", -1) is >= 0 and var force)
            {
                return (told.Sentence, force);
            }
        }

        return null;
    }

    // "There are reports that …", "rumours had it": told by somebody, though nobody says by whom.
    private static bool IsHearsay(AnnotatedArticle article, Statement statement) =>
        statement.Source is { } source
            ? article.Parsed.SentenceAt(source.Start) is { } told && told.HeadOf(source) is >= 0 and var head && IsRumour(told, head)
            : statement.Cue is { } cue && article.Parsed.SentenceAt(cue.Start) is { } telling && Enumerable.Range(0, telling.Tokens.Length).Any(i => cue.Contains(telling.Tokens[i].Span) && IsRumour(telling, i));

    private static bool IsRumour(Sentence sentence, int noun) => sentence.Tokens[noun].Xpos == "NNS" && (sentence.LowerLemma(noun) is "report" or "rumour" or "rumor");

    private PoliticalEvent Describe(Context context, List<Reported> all, Reported one, HeadReadings heads, FeatureSet scratch, int number)
    {
        var (sentence, (token, label, frame, _), statement, arguments, implied) = one;
        AnnotatedArticle article = context.Article;
        Span trigger = sentence.Tokens[token].Span;
        EventStatus status = classifier.Status(sentence, token, label, statement?.CueLemma ?? (statement is null ? null : "quote"), scratch);
        EventTime time = classifier.Time(sentence, token, label, statement?.CueLemma, scratch);
        if (statement is null && status == EventStatus.Attributed)
        {
            status = EventStatus.Asserted;
        }
        else if (statement is not null && status == EventStatus.Asserted && IsHearsay(article, statement))
        {
            status = EventStatus.Attributed;
        }

        status = Modality.StatusOf(sentence, token, label.Type, status);

        ImmutableArray<Participant> by = implied is var (near, police)
            ? Participants(context, near, [police], ParticipantFinder.Actor, label.Type, Arguments.None, heads, scratch)
            : Participants(context, sentence, arguments.Actors, ParticipantFinder.Actor, label.Type, arguments, heads, scratch);
        ImmutableArray<Participant> on = Participants(context, sentence, arguments.Recipients, ParticipantFinder.Recipient, label.Type, arguments, heads, scratch);
        on = [.. on.Where(p => !by.Any(a => a.Span.Overlaps(p.Span)))];
        bool agreed = frame is not null && frame.Type == label.Type;
        string? mode = agreed && frame!.Mode is not null && label.Mode is null ? frame.Mode : label.Mode;
        string code = CameoOf(label.Type, mode, agreed ? frame : null, status), type = label.Type;
        if (type == Agreement && !agreed && frame is not null && IntentOf(frame.Type, frame.Mode) is { } intended && intended.StartsWith(Intent, StringComparison.Ordinal))
        {
            code = intended;
        }

        Outlook outlook = Modality.Of(sentence, token);

        // "Agreed to release them" and "will release them" are concessions that by the classic meaning of the codes are intents.
        if (type == Concession && (frame?.Type == Agreement || outlook == Outlook.Announced))
        {
            code = IntentOf(frame?.Type is Withdrawal ? Withdrawal : Concession, frame?.Mode) ?? code;
        }

        if (Modality.TypeOf(type, outlook) is var announced && announced != type && (announced != Threat || Modality.IsOwn(sentence, token)))
        {
            (mode, code) = announced == Rejection
                ? (Modality.RefusalOf(type), CameoOf(Rejection, Modality.RefusalOf(type)))
                : (announced == Threat ? Modality.ThreatOf(type, mode) : null, IntentOf(type, mode) ?? CameoOf(announced, null));
            type = announced;
            status = status is EventStatus.Planned or EventStatus.Denied or EventStatus.Conditional ? EventStatus.Asserted : status;
        }

        var act = new Act(context.Settings, sentence, token, type, arguments);

        // "Will hold a protest" is a protest, and "will boycott the talks" a refusal, but by the classic meaning of the codes both are threats.
        if ((type == Protest || (type == Rejection && sentence.LowerLemma(token) == "boycott")) && outlook == Outlook.Announced && Modality.IsOwn(sentence, token))
        {
            code = IntentOf(Protest, null) ?? code;
        }

        string reason = frame is { Own: true } ? "own lexicon, frame " + frame.Id
            : string.Create(CultureInfo.InvariantCulture, $"{(agreed ? "frame " + frame!.Id : "classifier")}, {label.Score:0.0} ahead of no event");
        reason += implied is null ? "" : ImpliedPolice.Did(label.Type, label.Mode) ? "; by the police named nearest" : "; by who was said to have fired";
        return new PoliticalEvent(
            string.Create(CultureInfo.InvariantCulture, $"v{number}"),
            new PloverCode(type, mode, contexts.Of(sentence, article.Parsed.Article.Title)),
            code,
            Acled: null,
            trigger,
            sentence.Index,
            by,
            on,
            settings.PlaceOf(act, scratch),
            settings.DateOf(act, scratch) is { } when ? DateOf(article.Times[when]) : null,
            status,
            time,
            statement?.Id,
            CountsOf(article, all, one, type),
            reason);
    }

    // By the classic meaning of the codes: what is only announced is an intent or a threat, what is asked without force an appeal.
    private string CameoOf(string type, string? mode, Frame? frame, EventStatus status)
    {
        if (status is EventStatus.Planned or EventStatus.Conditional && IntentOf(type, mode) is { } intent)
        {
            return intent;
        }

        if (frame is not null && ((frame.Own && frame.Cameo.Length > 0) || ((frame.Mode is null || frame.Mode == mode) && (mode is null || frame.Mode is not null))))
        {
            return frame.Cameo;
        }

        string code = CameoOf(type, mode);
        if (frame is { Cameo: [var first, var second, ..] } && (code.Length < 2 || code[0] != first || code[1] != second) && !code.StartsWith(Demand, StringComparison.Ordinal))
        {
            return frame.Cameo;
        }

        return frame is not null && code.StartsWith(Demand, StringComparison.Ordinal) && frame.Cameo.StartsWith(Appeal, StringComparison.Ordinal) ? Appeal + code[Demand.Length..] : code;
    }

    private string? IntentOf(string type, string? mode) => intents.GetValueOrDefault((type, mode ?? "")) ?? intents.GetValueOrDefault((type, ""));

    private string CameoOf(string type, string? mode)
    {
        string code = mode is not null && cameo.TryGetValue((type, mode), out string? specific) && specific.Length > 0 ? specific : cameo.GetValueOrDefault((type, ""), "");
        code = code.Split('|', ',', ' ')[0];
        return code.Length == 2 ? code + "0" : code;
    }

    private Arguments ArgumentsOf(Context context, Sentence sentence, Trigger trigger, List<Trigger> triggers, Statement? statement, FeatureSet scratch)
    {
        if (trigger.Frame?.Id == Must && Modality.WhoDemands(sentence, trigger.Token, statement) is >= 0 and var speaker)
        {
            return new Arguments([speaker], Asked(context, sentence, trigger.Token, speaker));
        }

        Arguments found = TakingPart(context, sentence, trigger.Token, trigger.Label.Type, scratch);
        found = Carried(context, sentence, trigger, found, scratch);
        found = Judged(sentence, trigger.Token, triggers, found);
        found = Pursued(context, sentence, trigger, triggers, statement, found);
        found = Moved(context, sentence, trigger, found);
        found = Turned(sentence, trigger, found);
        found = Told(context, sentence, trigger.Token, statement, trigger.Label, found);
        return Mutual(sentence, trigger.Label.Type, Supplied(context, sentence, trigger, statement, found));
    }

    // Who "ordered the release" or "launched the raid" made it, where the noun itself names nobody.
    private Arguments Carried(Context context, Sentence sentence, Trigger trigger, Arguments found, FeatureSet scratch)
    {
        if (trigger.Carrier < 0 || (!found.Actors.IsEmpty && !found.Recipients.IsEmpty))
        {
            return found;
        }

        Arguments carried = TakingPart(context, sentence, trigger.Carrier, trigger.Label.Type, scratch);
        ImmutableArray<int> Kept(ImmutableArray<int> own, ImmutableArray<int> other, ImmutableArray<int> more) => !own.IsEmpty ? own : [.. more.Where(m => m != trigger.Token && !other.Contains(m))];
        return new Arguments(Kept(found.Actors, found.Recipients, carried.Actors), Kept(found.Recipients, found.Actors, carried.Recipients));
    }

    // "The uprising of X" and "criticism from X" have their actor after the preposition.
    private static Arguments Turned(Sentence sentence, Trigger trigger, Arguments found)
    {
        if (sentence.Tokens[trigger.Token].IsVerbal || !found.Actors.IsEmpty)
        {
            return found;
        }

        ImmutableArray<int> After(params ReadOnlySpan<string> prepositions)
        {
            var after = ImmutableArray.CreateBuilder<int>();
            foreach (int recipient in found.Recipients)
            {
                if (sentence.Child(recipient, "case") is >= 0 and var at && prepositions.Contains(sentence.Lower(at))
                    && (sentence.Governs(trigger.Token, recipient) || (recipient > trigger.Token && sentence.Tokens[recipient].Head == sentence.Tokens[trigger.Token].Head)))
                {
                    after.Add(recipient);
                }
            }

            return after.ToImmutable();
        }

        ImmutableArray<int> makers = trigger.Label.Type switch
        {
            "ACCUSE" or "SUPPORT" or "REQUEST" or "THREATEN" or "REJECT" => After("from", "by"),
            "PROTEST" => After("of", "by"),
            _ => [],
        };
        return makers.IsEmpty ? found : new Arguments(makers, [.. found.Recipients.Except(makers)]);
    }

    // Forces that are deployed, sent or called up move themselves, whoever gave the order.
    private static Arguments Moved(Context context, Sentence sentence, Trigger trigger, Arguments found)
    {
        if (trigger.Label.Type != "MOBILIZE")
        {
            return found;
        }

        int moved = PassiveSubject(sentence, trigger.Token);

        bool Moves(int token)
        {
            // "Eight battalions of the reserve police, home guards and …"
            while (token != moved && sentence.Tokens[token] is { Head: >= 0 } word && (word.Is("conj") || (word.Is("nmod") && sentence.Child(token, "case") is >= 0 and var at && sentence.Lower(at) == "of")))
            {
                token = word.Head;
            }

            return token == moved && moved >= 0;
        }

        IEnumerable<int> unread = moved >= 0 && found.Recipients.IsEmpty ? Coordinated(sentence, moved) : [];
        ImmutableArray<int> forces = [.. found.Recipients.Concat(unread).Distinct().Where(r => Moves(r) && !found.Actors.Contains(r) && context.Cases.SectorOf(sentence, r) is "MIL" or "COP" or "REB" or "SPY")];
        return !found.Actors.IsEmpty && !found.Actors.All(Moves) ? found : new Arguments([.. found.Actors.Concat(forces).Order()], [.. found.Recipients.Except(forces)]);
    }

    // What a passive is said of, also through the verb above: "police were deployed", "police continue to be deployed".
    private static int PassiveSubject(Sentence sentence, int verb)
    {
        Token word = sentence.Tokens[verb];
        return sentence.Child(verb, "nsubj:pass") is >= 0 and var own ? own
            : word.Is("xcomp") && word.Head >= 0 && sentence.Child(verb, "aux:pass") >= 0 && sentence.Child(word.Head, "obj") < 0 ? sentence.Child(word.Head, "nsubj")
            : -1;
    }

    // Where the classifier names nobody, the rules do, if it is an actor: what is "rejected" may be "a request from X", who made "an army raid" the army.
    private Arguments TakingPart(Context context, Sentence sentence, int trigger, string type, FeatureSet scratch)
    {
        Arguments found = Made(context, sentence, trigger, type, ParticipantFinder.Find(ReadingOf(context, sentence, trigger, type, scratch), type));
        ImmutableArray<int> forces = type == "ASSAULT" && sentence.Tokens[trigger] is { IsVerbal: false } or { Xpos: "VBG" } && FiringNouns.Contains(sentence.LowerLemma(trigger))
            ? [.. ArgumentFinder.Makers(sentence, trigger).Where(a => context.Cases.SectorOf(sentence, a) is "COP" or "MIL" or "PRM" or "REB")]
            : [];
        if (!forces.IsEmpty)
        {
            found = new Arguments(forces, [.. found.Recipients.Except(forces)]);
        }

        found = found with { Recipients = Backed(context, sentence, trigger, type, found.Actors, found.Recipients.IsEmpty ? [] : InForce(context, sentence, trigger, type, found.Actors, found.Recipients)) };
        if (!found.Actors.IsEmpty && !found.Recipients.IsEmpty)
        {
            return found;
        }

        Arguments ruled = ArgumentFinder.Find(sentence, trigger, type);
        ImmutableArray<int> by = !found.Actors.IsEmpty ? found.Actors
            : [.. ArgumentFinder.Makers(sentence, trigger).Where(a => !found.Recipients.Contains(a) && context.Cases.IsSomebody(sentence, a))];
        return new Arguments(by, OnWhom(context, sentence, trigger, type, by, !found.Recipients.IsEmpty ? found.Recipients : Somebody(context, sentence, trigger, by, ruled.Recipients)));
    }

    // Who says in the sentence what a statement holds, by index; −1 where nobody does.
    private static int SpeakerOf(Sentence sentence, Statement? statement) => statement?.Source is { } source && sentence.Span.Contains(source) ? sentence.HeadOf(source) : -1;

    // Of arrests for which nobody is named, the police did what they tell of, or what is told beside them.
    private static Arguments Told(Context context, Sentence sentence, int trigger, Statement? statement, EventLabel label, Arguments found)
    {
        if (label.Type != "COERCE" || label.Mode != "arrest")
        {
            return found;
        }

        // Others tell of them: "thirty men have been arrested, the chief minister said".
        int speaker = SpeakerOf(sentence, statement);
        if (found.Actors is [var only] && only == speaker && sentence.Tokens[trigger].IsVerbal && sentence.Child(trigger, "nsubj:pass") >= 0 && context.Cases.SectorOf(sentence, speaker) != "COP")
        {
            found = found with { Actors = [] };
        }

        if (!found.Actors.IsEmpty)
        {
            return found;
        }

        if (speaker >= 0 && !found.Recipients.Contains(speaker) && context.Cases.Of(sentence, speaker, "", label.Type, Arguments.None).Ruled?.Sector == "COP")
        {
            return found with { Actors = [speaker] };
        }

        int nearest = found.Recipients.IsEmpty ? -1
            : Enumerable.Range(0, sentence.Tokens.Length)
                .Where(i => i != trigger && sentence.Tokens[i].IsNominal && !found.Recipients.Any(r => sentence.Governs(r, i)) && context.Cases.SectorOf(sentence, i) == "COP")
                .OrderBy(i => Math.Abs(i - trigger)).FirstOrDefault(-1);
        return nearest < 0 ? found : found with { Actors = [nearest] };
    }

    // Police who arrest, search or question somebody for an attack did not make it.
    private static Arguments Pursued(Context context, Sentence sentence, Trigger trigger, List<Trigger> triggers, Statement? statement, Arguments found)
    {
        if (trigger.Label is not { Type: "ASSAULT", Mode: not "crowd-control" } || found.Actors.IsEmpty)
        {
            return found;
        }

        // Nor did those who only tell of it: "the toll of the attack has risen to eight, police added".
        if (!sentence.Tokens[trigger.Token].IsVerbal && SpeakerOf(sentence, statement) is >= 0 and var speaker && found.Actors.Contains(speaker) && context.Cases.SectorOf(sentence, speaker) == "COP")
        {
            found = found with { Actors = found.Actors.Remove(speaker) };
        }

        for (int below = trigger.Token, above = sentence.Tokens[below].Head; above >= 0; below = above, above = sentence.Tokens[below].Head)
        {
            if (triggers.Exists(t => t.Token == above && t.Label.Type is "COERCE" or "ACCUSE" or "REJECT") && !sentence.Tokens[below].Is("conj"))
            {
                return found with { Actors = [.. found.Actors.Where(a => sentence.Governs(trigger.Token, a) || context.Cases.SectorOf(sentence, a) != "COP")] };
            }
        }

        return found;
    }

    // Whoever condemns, demands or fears an attack did not make it; the words after "by" did.
    private static Arguments Judged(Sentence sentence, int trigger, List<Trigger> triggers, Arguments found)
    {
        Token word = sentence.Tokens[trigger];
        if (word.IsVerbal || word.Head < 0 || !triggers.Exists(t => t.Token == word.Head && t.Label.Type is "ACCUSE" or "SUPPORT" or "REJECT" or "REQUEST" or "THREATEN"))
        {
            return found;
        }

        ImmutableArray<int> agents = [.. found.Actors.Where(a => !(sentence.Tokens[a].Head == word.Head && sentence.Tokens[a].Is("nsubj")))];
        if (agents.IsEmpty && !found.Actors.IsEmpty)
        {
            for (int i = trigger + 1; i < sentence.Tokens.Length; i++)
            {
                if (sentence.Tokens[i].IsNominal && sentence.Child(i, "case") is >= 0 and var at && sentence.Tokens[at].Lemma == "by")
                {
                    agents = [i];
                    break;
                }
            }
        }

        return new Arguments(agents, [.. found.Recipients.Except(agents)]);
    }

    private ImmutableArray<Participant> Participants(Context context, Sentence sentence, ImmutableArray<int> heads, string role, string type, Arguments arguments, HeadReadings readings, FeatureSet scratch)
    {
        var found = ImmutableArray.CreateBuilder<Participant>();
        foreach (int head in heads.Where(h => !(ParticipantCases.Describes(sentence, h) && heads.Contains(sentence.Tokens[h].Head))))
        {
            ParticipantCase one = context.Cases.Of(sentence, head, role, type, arguments);
            if (one.Entity is { } entity && found.Any(p => p.Entity == entity.Id))
            {
                // "The president said he …": one who takes part.
                continue;
            }

            var participant = new Participant(WordsOf(sentence, head), one.Entity?.Id, codes.Choose(one, context.Countries, readings, scratch).Code);
            found.AddRange(CodesOf(context, sentence, head, participant.Code).Select(code => participant with { Code = code }));
        }

        return found.ToImmutable();
    }

    private static EventDate DateOf(TimeExpression time)
    {
        string value = time.Value.Split('T')[0];
        string granularity = value.Length switch
        {
            10 when !value.Contains('W', StringComparison.Ordinal) => "day",
            >= 8 => "week",
            7 => char.IsAsciiDigit(value[^1]) && value[5] is not ('Q' or 'H') ? "month" : "season",
            4 => "year",
            _ => "decade",
        };
        return new EventDate(value, granularity);
    }

    private static ImmutableArray<int> CountsOf(AnnotatedArticle article, List<Reported> all, Reported one, string type)
    {
        var (sentence, token) = (one.Sentence, one.Trigger.Token);

        // "While six were hurt in police firing, twelve were killed by rioters": whom others attacked is counted for them.
        bool IsOthers(int predicate) => type == "ASSAULT" && !one.Arguments.Actors.IsEmpty && all.Exists(other => other.Sentence == sentence && other.Trigger.Token == predicate && predicate != token
            && other.Trigger.Label.Type == type && !other.Arguments.Actors.IsEmpty && !other.Arguments.Actors.Any(one.Arguments.Actors.Contains));

        var found = ImmutableArray.CreateBuilder<int>();
        for (int i = 0; i < article.Counts.Length; i++)
        {
            Quantity count = article.Counts[i];
            bool fits = type switch
            {
                "ASSAULT" => count.What is "killed" or "injured" or "casualties" or "abducted" or "missing" or "troops",
                "COERCE" => count.What is "detained" or "deported" or "displaced" or "evacuated",
                "PROTEST" => count.What is "participants" or "injured" or "killed" or "detained",
                "RETREAT" or "AID" or "CONCEDE" => count.What is "released" or "rescued" or "evacuated" or "troops",
                "MOBILIZE" => count.What is "troops",
                "SANCTION" => count.What is "deported",
                _ => false,
            };
            if (fits && count.Sentence == sentence.Index && (count.Predicate == token || (Math.Abs(count.Head - token) < CountReach && !IsOthers(count.Predicate))))
            {
                found.Add(i);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>A word that reports an event, with its frame if the lexicon has one.</summary>
    /// <param name="Carrier">Another word of the same act, by index in the sentence; −1 if there is none.</param>
    private sealed record Trigger(int Token, EventLabel Label, Frame? Frame, int Carrier = -1)
    {
        /// <summary>How far the classifier itself found an event: what the lexicon adds to a verb for its object says nothing of which of the two tells more.</summary>
        public float Strength => Label.Score - (Frame?.Type == Label.Type ? EventClassifier.BonusOf(Frame) : 0);

        /// <summary>Whether it tells of shots.</summary>
        public bool IsShooting => Label.Type == "ASSAULT" && (Label.Mode ?? (Frame?.Type == Label.Type ? Frame.Mode : null)) == "firearms";
    }

    /// <summary>What a word reports, and who takes part in it.</summary>
    /// <param name="Statement">In whose content it stands.</param>
    /// <param name="Implied">Who did it where its own clause names nobody.</param>
    private sealed record Reported(Sentence Sentence, Trigger Trigger, Statement? Statement, Arguments Arguments, (Sentence Sentence, int Head)? Implied);

    /// <summary>A word that is asked about.</summary>
    private sealed record Candidate(Sentence Sentence, int Token, Frame? Frame, Statement? Statement)
    {
        /// <summary>What <see cref="EventFeatures.Write"/> made of it.</summary>
        public ReadOnlyMemory<float> Numbers { get; set; }

        /// <summary>How likely each type is.</summary>
        public Memory<float> Scores { get; set; }
    }

    /// <summary>The triggers of each sentence.</summary>
    /// <param name="Tags">What was read of the words of each sentence; null for those that were not asked about.</param>
    private sealed record TriggerReading(List<Trigger>[] Triggers, float[]?[] Tags);

    /// <param name="Readings">Who may take part in what a word of a sentence tells of.</param>
    private sealed record Context(AnnotatedArticle Article, ParticipantCases Cases, CountryMentions Countries, ArticleSettings Settings, Dictionary<(int Sentence, int Token, string Type), ParticipantReading> Readings);
}
