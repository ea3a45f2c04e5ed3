using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>An article's record with private names and close places replaced in every text of it, offsets moved along.</summary>
internal sealed class SafeArticle
{
    private const string Somebody = "[a resident]";

    private readonly Dictionary<string, string> instead = new(StringComparer.Ordinal);
    private readonly Redaction redaction;

    /// <param name="note">Called with kind, words and what replaced them, for each replacement made.</param>
    public SafeArticle(ArticleRecord article, PrivateNames names, SafeScope scope, Action<string, string, string> note)
    {
        foreach (string form in names.Forms(article))
        {
            instead.TryAdd(form, Somebody);
        }

        foreach (RecordPlace place in article.Places.Where(p => scope == SafeScope.Everything && IsClose(p) && !IsGovernment(article, p)))
        {
            string replacement = $"[a place in {place.Admin1 ?? place.Country}]";
            instead.TryAdd(article.Text[place.Start..place.End], replacement);
            instead.TryAdd(place.Name, replacement);
        }

        redaction = new Redaction(article.Text, Occurrences(article.Text));
        foreach (Replacement replacement in redaction.Made)
        {
            note(replacement.Instead == Somebody ? "name" : "place", article.Text[replacement.Start..replacement.End], replacement.Instead);
        }

        Record = Rewrite(article, scope == SafeScope.Everything);
    }

    public ArticleRecord Record { get; }

    public string Cleaned(string text) => new Redaction(text, Occurrences(text)).Text;

    public Report Move(Report report) => report with { Start = redaction.Start(report.Start), End = redaction.End(report.End), Quote = Cleaned(report.Quote) };

    // Finer than a first-order division; a city that is its own division, or a sea, tells no more than one.
    private static bool IsClose(RecordPlace place) => place.Kind is ("town" or "site" or "water") && place.Country.Length > 0 && place.Admin1 != place.Name;

    // "Kyiv rejected": a capital that stands for its government.
    private static bool IsGovernment(ArticleRecord article, RecordPlace place) =>
        article.Entities.Any(e => e.Actor is not null && e.Mentions.Any(m => m.Start <= place.Start && place.End <= m.End));

    private ArticleRecord Rewrite(ArticleRecord article, bool coarse) => article with
    {
        Text = redaction.Text,
        Title = article.Title is { } title ? Cleaned(title) : null,
        Sentences = [.. article.Sentences.Select(Move)],
        Entities = [.. article.Entities.Select(e => e with { Name = Cleaned(e.Name), Mentions = [.. e.Mentions.Select(m => m with { Start = redaction.Start(m.Start), End = redaction.End(m.End) })] })],
        Places = [.. article.Places.Select(p => (coarse && IsClose(p) ? Coarse(p) : p) with { Name = Cleaned(p.Name), Start = redaction.Start(p.Start), End = redaction.End(p.End) })],
        Statements =
        [
            .. article.Statements.Select(s => s with
            {
                Source = s.Source is { Start: { } start, End: { } end } ? s.Source with { Start = redaction.Start(start), End = redaction.End(end) } : s.Source,
                Cue = s.Cue is { } cue ? Move(cue) : null,
                Content = [.. s.Content.Select(Move)],
            }),
        ],
        Events =
        [
            .. article.Events.Select(e => e with
            {
                Trigger = Move(e.Trigger),
                Actors = Move(e.Actors),
                Recipients = Move(e.Recipients),
                Counts = [.. e.Counts.Select(c => c with { Start = redaction.Start(c.Start), End = redaction.End(c.End) })],
            }),
        ],
    };

    // To whole degrees, which is about as much as a province tells.
    private static RecordPlace Coarse(RecordPlace place) => place with { GeonameId = null, Latitude = Math.Round(place.Latitude), Longitude = Math.Round(place.Longitude) };

    private RecordOffsets Move(RecordOffsets at) => new(redaction.Start(at.Start), redaction.End(at.End));

    private ImmutableArray<RecordParticipant> Move(ImmutableArray<RecordParticipant> side) =>
        [.. side.Select(p => p with { Start = redaction.Start(p.Start), End = redaction.End(p.End) })];

    // Whole words only: "Bar" is no part of "Barents".
    private IEnumerable<Replacement> Occurrences(string text)
    {
        foreach (var (form, replacement) in instead)
        {
            for (int at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + form.Length, StringComparison.Ordinal))
            {
                int end = at + form.Length;
                if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                {
                    yield return new Replacement(at, end, replacement);
                }
            }
        }
    }
}
