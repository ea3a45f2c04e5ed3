using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Statements;
using Sitrep.Annotation.Times;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Codes political events.</summary>
/// <remarks>A frame lexicon and a trained classifier decide together: the frame is one of the classifier's features, and gives the CAMEO code where both agree.</remarks>
public sealed class EventCoder
{
    /// <summary>CAMEO's roots of demands and of the appeals that go with them, digit by digit.</summary>
    private const string Demand = "10";
    private const string Appeal = "02";

    private readonly FrameLexicon frames;
    private readonly ActorCoder actors;
    private readonly EventClassifier classifier;
    private readonly AcledCrosswalk acled;
    private readonly Dictionary<(string Type, string Mode), string> cameo = [];
    private readonly Dictionary<(string Type, string Mode), string> intents = [];

    public EventCoder(Resources resources)
    {
        frames = new FrameLexicon(resources);
        actors = new ActorCoder(resources);
        acled = new AcledCrosswalk(new AcledCues(resources));
        classifier = new EventClassifier(new EventFeatures(actors.Roles, actors.Countries), ModelFile.Open(resources.Model("en", "events.model")));
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
        var context = new Context(article, new MentionIndex(article.Entities), actors.HomesOf(article.Parsed, article.Places));
        var events = ImmutableArray.CreateBuilder<PoliticalEvent>();
        foreach (Sentence sentence in article.Parsed.Sentences)
        {
            foreach (Trigger trigger in Triggers(article, sentence, scratch))
            {
                events.Add(Describe(context, sentence, trigger, scratch, events.Count + 1));
            }
        }

        return events.ToImmutable();
    }

    /// <summary>The statement in whose content a span stands, the shortest if they are nested.</summary>
    internal static Statement? StatementOf(AnnotatedArticle article, Span span) =>
        article.Statements.Where(s => s.Content.Any(c => c.Start <= span.Start && span.End <= c.End)).OrderBy(s => s.Content.Sum(c => c.Length)).FirstOrDefault();

    private List<Trigger> Triggers(AnnotatedArticle article, Sentence sentence, FeatureSet scratch)
    {
        var found = new List<Trigger>();
        float[] mean = EventFeatures.Mean(sentence);
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            Token token = sentence.Tokens[i];
            if (EventClassifier.IsCandidate(token, frames, classifier.Triggers)
                && frames.Match(sentence, i) is var frame && frame?.Type != Frame.None
                && classifier.Classify(sentence, i, EventFeatures.Numbers(sentence, i, mean), frame, StatementOf(article, token.Span) is not null, scratch) is { } label)
            {
                found.Add(new Trigger(i, label, frame));
            }
        }

        // One act is coded once: "launched an attack", "ambushed a convoy, killing six", "shot dead".
        for (int i = found.Count - 1; i >= 0; i--)
        {
            if (found.Exists(other => other.Token != found[i].Token && other.Label.Type == found[i].Label.Type && OneAct(sentence, other.Token, found[i].Token)
                && (other.Label.Score > found[i].Label.Score || (other.Label.Score == found[i].Label.Score && other.Token < found[i].Token))))
            {
                found.RemoveAt(i);
            }
        }

        return found;
    }

    private static bool OneAct(Sentence sentence, int a, int b)
    {
        bool Hangs(int child, int parent) => sentence.Tokens[child].Head == parent && sentence.Tokens[child] is var token
            && (token.Is("obj") || token.Is("xcomp") || token.Is("compound") || token.Is("amod") || token.Is("acl") || token.Is("conj") || token.Is("obl") || token.Is("nmod") || (token.Is("advcl") && token.Xpos == "VBG"));
        return Hangs(a, b) || Hangs(b, a);
    }

    private PoliticalEvent Describe(Context context, Sentence sentence, Trigger found, FeatureSet scratch, int number)
    {
        var (token, label, frame) = found;
        AnnotatedArticle article = context.Article;
        Span trigger = sentence.Tokens[token].Span;
        Statement? statement = StatementOf(article, trigger);
        EventStatus status = classifier.Status(sentence, token, label.Numbers, label.Type, statement?.CueLemma ?? (statement is null ? null : "quote"), scratch);
        EventTime time = classifier.Time(sentence, token, label.Numbers, label.Type, statement?.CueLemma, scratch);
        if (statement is null && status == EventStatus.Attributed)
        {
            status = EventStatus.Asserted;
        }

        Arguments arguments = ArgumentFinder.Find(sentence, token, label.Type);
        ImmutableArray<Participant> by = Participants(context, sentence, arguments.Actors), on = Participants(context, sentence, arguments.Recipients);
        on = [.. on.Where(p => !by.Any(a => a.Span.Overlaps(p.Span)))];
        bool agreed = frame is not null && frame.Type == label.Type;
        string? mode = agreed && frame!.Mode is not null && label.Mode is null ? frame.Mode : label.Mode;
        string code = CameoOf(label.Type, mode, agreed ? frame : null, status);
        string reason = string.Create(CultureInfo.InvariantCulture, $"{(agreed ? "frame " + frame!.Id : "classifier")}, {label.Score:0.0} ahead of no event");
        return new PoliticalEvent(
            string.Create(CultureInfo.InvariantCulture, $"v{number}"),
            new PloverCode(label.Type, mode, []),
            code,
            acled.Map(label.Type, mode, sentence.Tokens[token].Lemma.ToLowerInvariant(), WordsOf(sentence), by.Select(p => p.Code), on.Select(p => p.Code)),
            trigger,
            sentence.Index,
            by,
            on,
            PlaceOf(article, sentence, token, arguments),
            DateOf(article, sentence, token),
            status,
            time,
            statement?.Id,
            CountsOf(article, sentence, token, label.Type),
            reason);
    }

    private static HashSet<string> WordsOf(Sentence sentence) => [.. sentence.Tokens.Where(t => t.Upos is not ("PUNCT" or "DET" or "ADP")).Select(t => t.Lemma.ToLowerInvariant())];

    // By the classic meaning of the codes: what is only announced is an intent or a threat, what is asked without force an appeal.
    private string CameoOf(string type, string? mode, Frame? frame, EventStatus status)
    {
        if (status is EventStatus.Planned or EventStatus.Conditional && (intents.GetValueOrDefault((type, mode ?? "")) ?? intents.GetValueOrDefault((type, ""))) is { } intent)
        {
            return intent;
        }

        if (frame is not null && (frame.Mode is null || frame.Mode == mode) && (mode is null || frame.Mode is not null))
        {
            return frame.Cameo;
        }

        string code = CameoOf(type, mode);
        return frame is not null && code.StartsWith(Demand, StringComparison.Ordinal) && frame.Cameo.StartsWith(Appeal, StringComparison.Ordinal) ? Appeal + code[Demand.Length..] : code;
    }

    private string CameoOf(string type, string? mode)
    {
        string code = mode is not null && cameo.TryGetValue((type, mode), out string? specific) && specific.Length > 0 ? specific : cameo.GetValueOrDefault((type, ""), "");
        code = code.Split('|', ',', ' ')[0];
        return code.Length == 2 ? code + "0" : code;
    }

    private ImmutableArray<Participant> Participants(Context context, Sentence sentence, ImmutableArray<int> heads)
    {
        var found = ImmutableArray.CreateBuilder<Participant>();
        foreach (int head in heads)
        {
            Span span = PhraseOf(sentence, head);
            string? id = context.Mentions.Within(span);
            Entity? entity = context.Article.Entities.FirstOrDefault(e => e.Id == id);
            Actor? phrase = actors.OfPhrase(context.Article.Parsed, sentence.Index, head, context.Homes.Of(sentence.Index));
            Actor? actor = sentence.Tokens[head].Upos == "PRON" ? entity?.Actor : phrase ?? entity?.Actor;
            Token token = sentence.Tokens[head];
            if (actor is null && token.Is("obj") && Inside(context, sentence, head) is { } inside)
            {
                // "rejected a request from X", "slammed X's plan", "broke off talks with X": X is meant.
                found.Add(inside);
                continue;
            }

            // A subject or object takes part whoever it is; what a preposition brings in only if it is somebody.
            if (actor is not null || entity is not null || (token.Upos is "NOUN" or "PROPN" && (token.Is("nsubj") || token.Is("obj"))))
            {
                found.Add(new Participant(span, id, actor?.Code));
            }
        }

        return found.ToImmutable();
    }

    // The first actor in the possessives and prepositional phrases of a thing.
    private Participant? Inside(Context context, Sentence sentence, int head)
    {
        foreach (int child in sentence.Children(head))
        {
            Token token = sentence.Tokens[child];
            if (!(token.Is("nmod") || token.Is("nmod:poss") || token.Is("obl")))
            {
                continue;
            }

            if (actors.OfPhrase(context.Article.Parsed, sentence.Index, child, context.Homes.Of(sentence.Index)) is { } actor)
            {
                Span span = PhraseOf(sentence, child);
                return new Participant(span, context.Mentions.Within(span), actor.Code);
            }

            if (Inside(context, sentence, child) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    // The noun with its premodifiers and "of" phrases.
    private static Span PhraseOf(Sentence sentence, int head)
    {
        int first = head, last = head;
        foreach (int child in sentence.Children(head))
        {
            Token token = sentence.Tokens[child];
            if (child < head && (token.Is("amod") || token.Is("compound") || token.Is("nmod:poss") || token.Is("det") || token.Is("nummod") || token.Is("flat")))
            {
                first = Math.Min(first, sentence.Subtree(child)[0]);
            }
            else if (child > head && (token.Is("flat") || token.Is("compound") || (token.Is("nmod") && sentence.Child(child, "case") is >= 0 and var at && sentence.Tokens[at].Form is "of")))
            {
                last = Math.Max(last, child);
            }
        }

        return sentence.Cover(first, last);
    }

    // The place of the event's own clause, the most exact of the near ones; what is done to a place happens there.
    private static int? PlaceOf(AnnotatedArticle article, Sentence sentence, int token, Arguments arguments)
    {
        int best = -1;
        double lowest = double.PositiveInfinity;
        for (int i = 0; i < article.Places.Length; i++)
        {
            Place place = article.Places[i];
            if (place.Span.Start < sentence.Span.Start || place.Span.End > sentence.Span.End || sentence.TokenAt(place.Span.Start) is not (>= 0 and var at))
            {
                continue;
            }

            int head = at;
            while (sentence.Tokens[head].Head is >= 0 and var up && sentence.Tokens[up].Span.Start >= place.Span.Start && sentence.Tokens[up].Span.End <= place.Span.End)
            {
                head = up;
            }

            bool located = sentence.Child(head, "case") is >= 0 and var preposition && sentence.Tokens[preposition].Form.ToLowerInvariant() is "in" or "at" or "near" or "around" or "outside" or "inside" or "into" or "across" or "on" or "between" or "of";
            bool acted = arguments.Recipients.Any(r => sentence.Governs(r, head));
            bool acting = arguments.Actors.Any(r => sentence.Governs(r, head)) && !located;
            double distance = Math.Abs(at - token) + (sentence.Governs(token, head) ? -10 : 0) + (located ? -6 : 0) + (acted ? -4 : 0) + (acting ? 14 : 0)
                + (place.Kind switch { PlaceKind.Country => 6, PlaceKind.Region => 4, PlaceKind.Province => 2, _ => 0 });
            if (distance < lowest)
            {
                (best, lowest) = (i, distance);
            }
        }

        return best < 0 || lowest > 25 ? null : best;
    }

    private static EventDate? DateOf(AnnotatedArticle article, Sentence sentence, int token)
    {
        TimeExpression? nearest = article.Times
            .Where(t => t.Sentence == sentence.Index && t.Type is TimeType.Date or TimeType.Time && char.IsAsciiDigit(t.Value[0]))
            .OrderBy(t => Math.Abs((sentence.TokenAt(t.Span.Start) is >= 0 and var at ? at : token) - token))
            .FirstOrDefault();
        if (nearest is null)
        {
            return null;
        }

        string value = nearest.Value.Split('T')[0];
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

    private static ImmutableArray<int> CountsOf(AnnotatedArticle article, Sentence sentence, int token, string type)
    {
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
            if (fits && count.Sentence == sentence.Index && (count.Predicate == token || Math.Abs(count.Head - token) < 25))
            {
                found.Add(i);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>A word that reports an event, with its frame if the lexicon has one.</summary>
    private sealed record Trigger(int Token, EventLabel Label, Frame? Frame);

    private sealed record Context(AnnotatedArticle Article, MentionIndex Mentions, HomeCountries Homes);
}
