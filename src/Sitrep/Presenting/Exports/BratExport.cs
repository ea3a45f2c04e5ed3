using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Articles with their annotation in brat's standoff format: a zip of a text and an <c>.ann</c> file each, and the <c>annotation.conf</c> by which brat shows them. Offsets count code points.</summary>
internal sealed class BratExport(Resources resources) : IEventExport
{
    private const string Status = "Status", Background = "Background";

    private static readonly string[] Statuses = ["asserted", "attributed", "denied", "possible", "planned", "conditional"];

    // Without a byte order mark, which brat would count as a character.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    public int Write(Dossier dossier, Stream output)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "annotation.conf", Configuration());
            int number = 0;
            foreach (ReportingArticle reporting in ReportingArticle.Of(dossier))
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{++number:00000}");
                Add(zip, name + ".txt", reporting.Article.Record.Text);
                Add(zip, name + ".ann", Annotation(reporting));
            }
        }

        archive.Position = 0;
        UndatedZip.Copy(archive, output);
        return dossier.Events.Length;
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.GetBytes(content));
    }

    private string Configuration()
    {
        string[] types = [.. resources.Table("plover_types.tsv").Rows.Select(r => r["type"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] lines =
        [
            "[entities]", .. TextLabels.Entities, TextLabels.Place, TextLabels.Time, TextLabels.Participant, TextLabels.Source, TextLabels.Cue, TextLabels.Content,
            "[relations]", $"Says\tArg1:{TextLabels.Source}, Arg2:{TextLabels.Content}", $"By\tArg1:{TextLabels.Content}, Arg2:{TextLabels.Cue}",
            "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
            "[events]", .. types.Select(t => $"{t}\tActor*:{TextLabels.Participant}, Recipient*:{TextLabels.Participant}, Place?:{TextLabels.Place}"),
            "[attributes]", $"{Status}\tArg:<EVENT>, Value:{string.Join('|', Statuses)}", $"{Background}\tArg:<EVENT>",
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string Annotation(ReportingArticle reporting)
    {
        ArticleRecord record = reporting.Article.Record;
        var points = new CodePoints(record.Text);
        var ann = new StringBuilder();
        var spans = new Dictionary<TextLabel, string>();
        foreach (TextLabel label in TextLabels.Of(reporting))
        {
            string id = spans[label] = string.Create(CultureInfo.InvariantCulture, $"T{spans.Count + 1}");
            ann.Append(CultureInfo.InvariantCulture, $"{id}\t{label.Label} {Fragments(record.Text, label, points)}\t{OneLine(record.Text[label.Start..label.End])}\n");
        }

        string? Span(int start, int end, string label) => spans.GetValueOrDefault(new TextLabel(start, end, label));
        int events = 0, attributes = 0, relations = 0;
        foreach (var (coded, gathered) in reporting.Events)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"E{++events}");
            string type = gathered.Plover.Type;
            IEnumerable<string> arguments =
            [
                .. Numbered("Actor", coded.Actors.Select(a => Span(a.Start, a.End, TextLabels.Participant))),
                .. Numbered("Recipient", coded.Recipients.Select(a => Span(a.Start, a.End, TextLabels.Participant))),
                .. Numbered("Place", coded.Place is { } p && p < record.Places.Length ? [Span(record.Places[p].Start, record.Places[p].End, TextLabels.Place)] : []),
            ];
            ann.Append(CultureInfo.InvariantCulture, $"{id}\t{type}:{Span(coded.Trigger.Start, coded.Trigger.End, type)}{string.Concat(arguments.Select(a => " " + a))}\n");
            ann.Append(CultureInfo.InvariantCulture, $"A{++attributes}\t{Status} {id} {coded.Status}\n");
            if (coded.Time != "current")
            {
                ann.Append(CultureInfo.InvariantCulture, $"A{++attributes}\t{Background} {id}\n");
            }

            ann.Append(CultureInfo.InvariantCulture, $"#{events}\tAnnotatorNotes {id}\t{Note(coded, gathered)}\n");
        }

        foreach (RecordStatement statement in record.Statements)
        {
            string? source = statement.Source is { Start: { } start, End: { } end } ? Span(start, end, TextLabels.Source) : null;
            string? cue = statement.Cue is { } words ? Span(words.Start, words.End, TextLabels.Cue) : null;
            foreach (string content in statement.Content.Select(c => Span(c.Start, c.End, TextLabels.Content)).OfType<string>())
            {
                if (source is not null)
                {
                    ann.Append(CultureInfo.InvariantCulture, $"R{++relations}\tSays Arg1:{source} Arg2:{content}\n");
                }

                if (cue is not null)
                {
                    ann.Append(CultureInfo.InvariantCulture, $"R{++relations}\tBy Arg1:{content} Arg2:{cue}\n");
                }
            }
        }

        return ann.ToString();
    }

    private static string Note(RecordEvent coded, GatheredEvent gathered) => OneLine(
        string.Join("; ", ((string?[])[gathered.Plover.Mode, coded.Cameo.Length > 0 ? "CAMEO " + coded.Cameo : null, coded.Date?.Value, "event " + gathered.Id]).OfType<string>()));

    // The first bears the bare name, further ones a number from 2 on.
    private static IEnumerable<string> Numbered(string role, IEnumerable<string?> spans) => spans.OfType<string>().Distinct(StringComparer.Ordinal)
        .Select((span, i) => i == 0 ? $"{role}:{span}" : string.Create(CultureInfo.InvariantCulture, $"{role}{i + 1}:{span}"));

    // A span must not cross the end of a line: there it falls into parts.
    private static string Fragments(string text, TextLabel label, CodePoints points)
    {
        var parts = new List<string>();
        for (int start = label.Start; start < label.End;)
        {
            int end = text.AsSpan(start, label.End - start).IndexOfAny('\r', '\n') is >= 0 and var at ? start + at : label.End;
            if (end > start)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{points[start]} {points[end]}"));
            }

            start = end + 1;
        }

        return string.Join(';', parts);
    }

    private static string OneLine(string words) => string.Join(' ', words.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace('\t', ' ');
}
