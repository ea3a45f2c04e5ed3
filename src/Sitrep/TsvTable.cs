namespace Sitrep;

/// <summary>A readable table of <c>data/</c>: tab-separated, a header line of column names, <c>#</c> comments, UTF-8.</summary>
internal sealed class TsvTable
{
    private readonly Dictionary<string, int> columns;

    private TsvTable(string path, Dictionary<string, int> columns, List<Row> rows)
    {
        Path = path;
        this.columns = columns;
        Rows = rows;
    }

    public string Path { get; }

    public IReadOnlyList<Row> Rows { get; }

    /// <exception cref="InvalidDataException">A row has more cells than the header.</exception>
    public static TsvTable Read(string path)
    {
        var rows = new List<Row>();
        TsvTable? table = null;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split('\t');
            if (table is null)
            {
                var header = new Dictionary<string, int>(StringComparer.Ordinal);
                for (int i = 0; i < cells.Length; i++)
                {
                    header.Add(cells[i], i);
                }

                table = new TsvTable(path, header, rows);
                continue;
            }

            if (cells.Length > table.columns.Count)
            {
                throw new InvalidDataException($"{path}:{number}: {cells.Length} cells under {table.columns.Count} columns");
            }

            rows.Add(new Row(table, number, cells));
        }

        return table ?? throw new InvalidDataException($"{path}: no header line");
    }

    /// <summary>A line of the table. Cells left off at its end are empty.</summary>
    internal sealed class Row(TsvTable table, int number, string[] cells)
    {
        public int Line => number;

        public bool Has(string column) => table.columns.ContainsKey(column);

        /// <exception cref="InvalidDataException">The table has no such column.</exception>
        public string this[string column]
        {
            get
            {
                if (!table.columns.TryGetValue(column, out int i))
                {
                    throw new InvalidDataException($"{table.Path}: no column '{column}'");
                }

                return i < cells.Length ? cells[i] : "";
            }
        }

        /// <summary>The parts of a cell that holds a list, cut at <c>|</c>; none if it is empty.</summary>
        public string[] List(string column) => this[column] is { Length: > 0 } cell ? cell.Split('|') : [];
    }
}
