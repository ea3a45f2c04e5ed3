using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Presenting.Exports;

/// <summary>Numbers for layouts whose ids are numbers.</summary>
internal static class StableNumber
{
    /// <summary>Programs that hold numbers as doubles keep this many bits.</summary>
    public const int Bits = 53;

    /// <summary>A positive number that follows from the text alone.</summary>
    public static long Of(string id) => (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))) >> (64 - Bits));
}
