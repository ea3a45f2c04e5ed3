using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Sizes of the tagging and parsing network.</summary>
/// <param name="Vector">Floats of a word vector.</param>
/// <param name="Width">Floats of a token's input: the sum of its projected vector and a row of each table.</param>
/// <param name="Hidden">Floats a direction of the long short-term memories.</param>
/// <param name="Arc">Floats of a head and of a dependent (Dozat and Manning 2017).</param>
/// <param name="Label">The same for relations.</param>
/// <param name="TableRows">Rows of each table of features; row 0 stands for all that is unknown.</param>
internal sealed record NetworkShape(
    int Vector, int Width, int Hidden, int Layers, int Arc, int Label, int UposTags, int XposTags, int Relations, int NameLabels, ImmutableArray<int> TableRows)
{
    /// <summary>Name of the section that holds the shape.</summary>
    public const string Section = "shape";

    public static string TableName(int table) => $"table.{table}";

    public static string InputName(int layer, int direction) => $"lstm.{layer}.{direction}.input";

    public static string RecurrentName(int layer, int direction) => $"lstm.{layer}.{direction}.recurrent";

    /// <exception cref="InvalidDataException">The section does not hold a shape, or one that this program cannot run.</exception>
    public static NetworkShape Load(ModelFile file)
    {
        ReadOnlySpan<int> sizes = file.Values<int>(Section);
        if (sizes.Length < 10 || sizes[9] != Parsing.NameLabels.Count || sizes.Length - 10 != WordKeys.Count || sizes[1..6].Contains(0))
        {
            throw new InvalidDataException($"{file.Path}: made for another version of the network");
        }

        return new NetworkShape(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7], sizes[8], sizes[9], [.. sizes[10..]]);
    }

    public void Save(ModelFileWriter file) =>
        file.Add<int>(Section, [Vector, Width, Hidden, Layers, Arc, Label, UposTags, XposTags, Relations, NameLabels, .. TableRows]);
}
