using System.Globalization;
using System.Reflection;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in the 26 columns of Phoenix: tab-separated, no header. Merged reports keep all sentences, links and outlets.</summary>
/// <remarks>Issues are not counted and stay empty. An event without date or CAMEO code is left out: the layout has no word for it.</remarks>
internal sealed class PhoenixExport : IEventExport
{
    private static readonly string Version = typeof(PhoenixExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly CountryCodes countries;
    private readonly Dictionary<string, TsvTable.Row> codes;

    public PhoenixExport(CountryCodes countries, Resources resources)
    {
        this.countries = countries;
        codes = resources.Table("cameo_codes.tsv").Rows.ToDictionary(r => r["code"], StringComparer.Ordinal);
    }

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(e => GdeltExport.Has(e) && e.Cameo.Length > 0)];
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        foreach (GatheredEvent value in events)
        {
            var view = new EventView(dossier, value, countries);
            var day = view.Day!.Value;
            TsvTable.Row? code = codes.GetValueOrDefault(value.Cameo);
            writer.Row(
            [
                string.Create(CultureInfo.InvariantCulture, $"{view.Number}_v{Version}"),
                .. (object?[])[Digits($"{day.Year:0000}{day.Month:00}{day.Day:00}"), Digits($"{day.Year:0000}"), Digits($"{day.Month:00}"), Digits($"{day.Day:00}")],
                .. Actor(value.Actors), .. Actor(value.Recipients),
                value.Cameo, code?["root"] ?? value.Cameo[..Math.Min(2, value.Cameo.Length)], code?["quad"], code?["goldstein"], null,
                view.Latitude, view.Longitude, view.HasPoint ? value.Place!.Name : null, value.Place?.Admin1, value.Place?.Country,
                Joined(view.Reports.Select(r => (r.Event.Sentence + 1).ToString(CultureInfo.InvariantCulture))),
                Joined(view.Reports.Select(r => r.Article.Link).OfType<string>().Distinct(StringComparer.Ordinal)), Joined(view.Outlets),
            ]);
        }

        return events.Length;
    }

    private static string Digits(FormattableString number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string> items) => string.Join(';', items.Select(i => i.Replace(';', ',')));

    // The whole code, and its first, second and further three letters.
    private static object?[] Actor(IEnumerable<GatheredActor> side)
    {
        string code = side.FirstOrDefault()?.Code?.Replace("---", "", StringComparison.Ordinal) ?? "";
        bool bare = side.FirstOrDefault()?.Code?.StartsWith("---", StringComparison.Ordinal) == true;
        string entity = bare ? "" : code[..Math.Min(3, code.Length)];
        string rest = code[entity.Length..];
        return [code, entity, rest[..Math.Min(3, rest.Length)], rest.Length > 3 ? rest[3..] : ""];
    }
}
