using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Sizes of the network that reads events in sentences.</summary>
/// <param name="Numbers">Numbers that the language network gives of a token.</param>
/// <param name="Width">Floats that they are projected to.</param>
/// <param name="Hidden">Floats a direction of the memories.</param>
/// <param name="Members">Networks whose scores are averaged.</param>
/// <param name="Labels">Types of events, and none.</param>
internal sealed record EventTaggerShape(int Numbers, int Width, int Hidden, int Members, int Labels)
{
    /// <summary>The ending of the section that holds the shape.</summary>
    public const string Section = ".shape";

    /// <summary>How a frame's condition can be met: there is none, or at one of three distances.</summary>
    public const int Distances = 4;

    /// <summary>Most classes of words.</summary>
    private const int Classes = 64;

    /// <summary>Rows of the table of features.</summary>
    public int Rows => (Labels * Distances) + Classes;

    public static string MemberName(string prefix, int member) => $"{prefix}.{member}";

    /// <exception cref="InvalidDataException">The section does not hold a shape that this program can run.</exception>
    public static EventTaggerShape Load(ModelFile file, string prefix, int labels)
    {
        ReadOnlySpan<int> sizes = file.Values<int>(prefix + Section);
        return sizes.Length >= 4 && !sizes[..4].Contains(0) && sizes[1] % PackedMatrix.Panel == 0 && sizes[2] % 16 == 0 && sizes[1] <= 4 * sizes[2]
            ? new EventTaggerShape(sizes[0], sizes[1], sizes[2], sizes[3], labels)
            : throw new InvalidDataException($"{file.Path}: made for another version of the network of events");
    }

    public void Save(ModelFileWriter file, string prefix) => file.Add<int>(prefix + Section, [Numbers, Width, Hidden, Members]);
}
