using Parquet;
using Parquet.Schema;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>The table of <see cref="EventTable"/> as Parquet: texts and doubles, both with nulls.</summary>
internal sealed class ParquetExport(CountryCodes countries) : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        EventView[] events = [.. dossier.Events.Select(e => new EventView(dossier, e, countries))];

        // The format ends with an index of what came before, for which a stream must tell its position.
        using var file = new MemoryStream();
        WriteAsync(events, file).GetAwaiter().GetResult();
        file.Position = 0;
        file.CopyTo(output);
        return events.Length;
    }

    private static async Task WriteAsync(EventView[] events, Stream file)
    {
        DataField[] fields = [.. EventTable.Columns.Select(c => c.IsNumber ? new DataField<double?>(c.Name) : (DataField)new DataField<string>(c.Name))];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file).ConfigureAwait(false);
        using ParquetRowGroupWriter rows = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
        {
            EventColumn column = EventTable.Columns[i];
            await (column.IsNumber
                ? rows.WriteAsync<double>(fields[i], events.Select(e => (double?)column.Value(e)).ToArray().AsMemory())
                : rows.WriteAsync(fields[i], [.. events.Select(e => (string?)column.Value(e))!])).ConfigureAwait(false);
        }
    }
}
