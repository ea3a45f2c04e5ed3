using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Listings;

/// <summary>A row of a listing.</summary>
/// <param name="Headline">What a person reads first.</param>
/// <param name="Words">The quoted words behind it.</param>
/// <param name="Cells">Under the listing's columns; null is empty.</param>
/// <param name="Above">The title of the rows that begin here, if any.</param>
public sealed record ListingRow(string Headline, string Words, ImmutableArray<string?> Cells, string? Above = null);

/// <summary>What a query found, to be shown as text, lines of JSON or CSV.</summary>
public sealed record Listing(ImmutableArray<string> Columns, ImmutableArray<ListingRow> Rows)
{
    public void WriteCsv(Stream output)
    {
        using var writer = new DelimitedWriter(output, Delimited.Csv);
        writer.Row([.. Columns]);
        foreach (ListingRow row in Rows)
        {
            writer.Row([.. row.Cells]);
        }
    }

    /// <summary>An object a line; empty cells are left out.</summary>
    public void WriteJson(Stream output)
    {
        foreach (ListingRow row in Rows)
        {
            using (Utf8JsonWriter writer = JsonOutput.Open(output))
            {
                writer.WriteStartObject();
                for (int i = 0; i < Columns.Length; i++)
                {
                    writer.Optional(Columns[i], row.Cells[i]);
                }

                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
        }
    }

    public void WriteText(Stream output, int width)
    {
        var text = new StringBuilder();
        foreach (ListingRow row in Rows)
        {
            if (row.Above is { } above)
            {
                TextPicture.Wrap(text, above, "", "  ", width);
            }

            TextPicture.Wrap(text, row.Headline, "  ", "    ", width);
            TextPicture.Wrap(text, row.Words, "      ", "      ", width);
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
