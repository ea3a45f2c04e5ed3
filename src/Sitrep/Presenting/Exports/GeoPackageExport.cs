using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Sitrep.Gathering;
using SQLitePCL;

namespace Sitrep.Presenting.Exports;

/// <summary>The table of <see cref="EventTable"/> as a layer of points in a GeoPackage (OGC 12-128, version 1.3). What is placed in a country at best has no geometry.</summary>
internal sealed class GeoPackageExport(CountryCodes countries) : IEventExport
{
    /// <summary>The EPSG code of WGS 84.</summary>
    private const int Wgs84 = 4326;

    /// <summary>Where no article was ever taken in.</summary>
    private const string NoTime = "1970-01-01T00:00:00.000Z";

    // GPKG in ASCII, and the version.
    private const string Tables =
        """
        PRAGMA application_id = 1196444487;
        PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees on the WGS 84 ellipsoid');
        """;

    public int Write(Dossier dossier, Stream output)
    {
        EventView[] views = [.. dossier.Events.Select(e => new EventView(dossier, e, countries))];
        EventView[] placed = [.. views.Where(v => v.HasPoint)];
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }.ConnectionString);
        connection.Open();
        using (SqliteCommand command = connection.CreateCommand())
        {
#pragma warning disable CA2100 // Names of columns are the table's own.
            command.CommandText = Tables + $"CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {string.Join(", ", EventTable.Columns.Select(c => $"\"{c.Name}\" {(c.IsNumber ? "DOUBLE" : "TEXT")}"))})";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            Describe(connection, dossier, placed);
            Rows(connection, views);
            transaction.Commit();
        }

        output.Write(Bytes(connection));
        return views.Length;
    }

    private static void Describe(SqliteConnection connection, Dossier dossier, EventView[] placed)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO gpkg_contents VALUES ('events', 'features', 'events', 'Events in the news, each once', $time, $west, $south, $east, $north, 4326);
            INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
            """;

        // The clock would make every file differ.
        command.Parameters.AddWithValue("$time", dossier.Articles.Select(a => a.Captured).OfType<string>().Max(StringComparer.Ordinal) is { Length: >= 19 } time ? time[..19] + ".000Z" : NoTime);
        foreach (var (name, value) in ((string, double?)[])[("$west", placed.Min(v => v.Longitude)), ("$south", placed.Min(v => v.Latitude)), ("$east", placed.Max(v => v.Longitude)), ("$north", placed.Max(v => v.Latitude))])
        {
            command.Parameters.AddWithValue(name, value ?? (object)DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private static void Rows(SqliteConnection connection, EventView[] views)
    {
        using SqliteCommand command = connection.CreateCommand();
        var geometry = command.Parameters.Add("$geom", SqliteType.Blob);
        SqliteParameter[] cells = [.. EventTable.Columns.Select((c, i) => command.Parameters.Add(string.Create(CultureInfo.InvariantCulture, $"$c{i}"), c.IsNumber ? SqliteType.Real : SqliteType.Text))];
#pragma warning disable CA2100 // Names of columns are the table's own.
        command.CommandText = $"INSERT INTO events (geom, {string.Join(", ", EventTable.Columns.Select(c => $"\"{c.Name}\""))}) VALUES ($geom, {string.Join(", ", cells.Select(c => c.ParameterName))})";
#pragma warning restore CA2100
        foreach (EventView view in views)
        {
            geometry.Value = view is { Longitude: { } longitude, Latitude: { } latitude } ? Point(longitude, latitude) : DBNull.Value;
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i].Value = EventTable.Columns[i].Value(view) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    // The package's header (little endian, no envelope), then the point as well-known binary.
    private static byte[] Point(double longitude, double latitude)
    {
        const int Header = 8, Order = 1, Type = 4, Number = 8, PointType = 1;
        byte[] bytes = new byte[Header + Order + Type + (2 * Number)];
        bytes[0] = (byte)'G';
        bytes[1] = (byte)'P';
        bytes[3] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Wgs84);
        bytes[Header] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Header + Order), PointType);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(Header + Order + Type), longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(Header + Order + Type + Number), latitude);
        return bytes;
    }

    private static byte[] Bytes(SqliteConnection connection)
    {
        nint file = raw.sqlite3_serialize(connection.Handle, "main", out long size, 0);
        try
        {
            byte[] bytes = new byte[size];
            Marshal.Copy(file, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            raw.sqlite3_free(file);
        }
    }
}
