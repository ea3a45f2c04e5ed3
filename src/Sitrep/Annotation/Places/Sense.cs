namespace Sitrep.Annotation.Places;

/// <summary>One meaning of a name in an article.</summary>
internal sealed class Sense
{
    private double x, y, z;
    private bool located;

    public Sense(Gazetteer gazetteer, Meaning meaning)
    {
        Meaning = meaning;
        Entry = gazetteer[meaning.Index];
        Division division = gazetteer.Divisions[Entry.Division];
        Country = division.Country;
        HasDivision = division.Code.Length > 0;
        IsLocal = Entry.IsTown || Entry.Class is PlaceClass.District or PlaceClass.Site;
    }

    /// <summary>A copy with features of its own.</summary>
    public Sense(Sense other)
    {
        (Meaning, Entry, Country, HasDivision, IsLocal) = (other.Meaning, other.Entry, other.Country, other.HasDivision, other.IsLocal);
        other.Features.CopyTo(Features, 0);
        if (IsLocal)
        {
            other.Locate();
            (x, y, z, located) = (other.x, other.y, other.z, true);
        }
    }

    public Meaning Meaning { get; }

    public GazetteerEntry Entry { get; }

    /// <summary>ISO 3166 alpha-3, empty outside all countries.</summary>
    public string Country { get; }

    public bool HasDivision { get; }

    public double[] Features { get; } = new double[(int)SenseFeature.Count];

    /// <summary>Whether the place is a point, near to which others can be.</summary>
    public bool IsLocal { get; }

    /// <summary>What decides which of very many meanings are looked at.</summary>
    public int Weight => Entry.Size + (Entry.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water ? 256 : 0);

    public double this[SenseFeature feature]
    {
        get => Features[(int)feature];
        set => Features[(int)feature] = value;
    }

    /// <summary>Of the angle between two points, seen from the centre of the earth.</summary>
    public double Cosine(Sense other)
    {
        Locate();
        other.Locate();
        return (x * other.x) + (y * other.y) + (z * other.z);
    }

    // Most meanings are never compared by where they are.
    private void Locate()
    {
        if (!located)
        {
            double latitude = Entry.Latitude * Math.PI / 180, longitude = Entry.Longitude * Math.PI / 180;
            (x, y, z) = (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
            located = true;
        }
    }
}
