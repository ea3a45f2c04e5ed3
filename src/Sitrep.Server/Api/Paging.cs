using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Server.Api;

/// <summary>Cuts ordered lists into parts. A cursor names the last item seen by its key, so it stays good when the list changes.</summary>
internal static class Paging
{
    public const int DefaultLimit = 100;
    public const int HighestLimit = 1000;

    /// <param name="items">In the order of their keys.</param>
    /// <param name="descending">Whether the keys fall.</param>
    public static Part<TReply> Part<T, TReply>(IEnumerable<T> items, Func<T, string> key, bool descending, string? cursor, int? limit, Func<T, TReply> reply)
    {
        string? after = cursor is null ? null : Decode(cursor);
        int most = Math.Clamp(limit ?? DefaultLimit, 1, HighestLimit), total = 0;
        var part = ImmutableArray.CreateBuilder<TReply>();
        string? last = null;
        bool more = false;
        foreach (T item in items)
        {
            total++;
            if (after is not null && (descending ? string.CompareOrdinal(key(item), after) >= 0 : string.CompareOrdinal(key(item), after) <= 0))
            {
                continue;
            }

            if (part.Count < most)
            {
                part.Add(reply(item));
                last = key(item);
            }
            else
            {
                more = true;
            }
        }

        return new Part<TReply>(part.ToImmutable(), total, more ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last!)) : null);
    }

    private static string Decode(string cursor) =>
        Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : throw new InvalidQueryException("cursor", "is none that this server gave");
}
