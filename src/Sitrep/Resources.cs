using Sitrep.Annotation.Entities;

namespace Sitrep;

/// <summary>Where the tables (<c>data/</c>) and trained weights (<c>models/</c>) of an installation lie.</summary>
/// <param name="Root">The folder that holds both.</param>
/// <param name="Lexicon">A user's own table of frames, whose rows go before those of <c>data/en/frames.tsv</c>; null for none.</param>
public sealed record Resources(string Root, string? Lexicon = null)
{
    /// <summary>Beside the program, where the build puts them.</summary>
    public static Resources Installed => new(AppContext.BaseDirectory);

    /// <summary>The same with a user's own table of frames (<c>docs/how-to.md</c>, "Add your own events").</summary>
    /// <exception cref="InvalidDataException">The table is not as it should be; names the line and what should be there.</exception>
    public Resources WithLexicon(string path)
    {
        _ = Coding.FrameLexicon.ReadOwn(this, new Coding.WordClasses(this, new RoleNouns(this), new CountryNames(this)), path);
        return this with { Lexicon = path };
    }

    /// <summary>A file under <c>data/</c>.</summary>
    public string Data(params ReadOnlySpan<string> path) => Find("data", path);

    /// <summary>A file under <c>models/</c>.</summary>
    public string Model(params ReadOnlySpan<string> path) => Find("models", path);

    internal TsvTable Table(params ReadOnlySpan<string> path) => TsvTable.Read(Data(path));

    private string Find(string folder, ReadOnlySpan<string> path)
    {
        string full = Path.Combine([Root, folder, .. path]);
        return File.Exists(full) ? full : throw new FileNotFoundException($"a part of the installation is missing: {full}", full);
    }
}
