namespace Sitrep.Learning;

/// <summary>Sizes of a network that reads the tokens of a text in turn.</summary>
/// <param name="Numbers">Numbers that the language network gives of a token.</param>
/// <param name="Width">Floats that they are projected to.</param>
/// <param name="Hidden">Floats a direction of the memories.</param>
/// <param name="Members">Networks whose scores are averaged.</param>
/// <param name="Labels">What a token can be.</param>
internal sealed record TaggerShape(int Numbers, int Width, int Hidden, int Members, int Labels)
{
    /// <summary>The ending of the section that holds the shape.</summary>
    public const string Section = ".shape";

    public static string MemberName(string prefix, int member) => $"{prefix}.{member}";

    /// <exception cref="InvalidDataException">The section does not hold a shape that this program can run.</exception>
    public static TaggerShape Load(ModelFile file, string prefix, int labels)
    {
        ReadOnlySpan<int> sizes = file.Values<int>(prefix + Section);
        return sizes.Length >= 4 && !sizes[..4].Contains(0) && sizes[1] % PackedMatrix.Panel == 0 && sizes[2] % 16 == 0 && sizes[1] <= 4 * sizes[2]
            ? new TaggerShape(sizes[0], sizes[1], sizes[2], sizes[3], labels)
            : throw new InvalidDataException($"{file.Path}: '{prefix}' was made for another version of the network");
    }

    public void Save(ModelFileWriter file, string prefix) => file.Add<int>(prefix + Section, [Numbers, Width, Hidden, Members]);
}
