using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>The project's own table as CSV that a spreadsheet can open.</summary>
internal sealed class CsvExport(CountryCodes countries, CsvDialect dialect) : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        using var writer = new DelimitedWriter(output, Delimited.Csv, dialect);
        writer.Row([.. EventTable.Columns.Select(c => c.Name)]);
        foreach (var value in dossier.Events)
        {
            var view = new EventView(dossier, value, countries);
            writer.Row([.. EventTable.Columns.Select(c => c.Value(view))]);
        }

        return dossier.Events.Length;
    }
}
