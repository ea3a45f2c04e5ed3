using System.Numerics;
using Sitrep.Learning;

namespace Sitrep.Gathering.Events;

/// <summary>A set of words in brief: from two of them follows how many words and how much weight they have in common at most.</summary>
internal readonly struct WordOutline
{
    private readonly ulong bits;
    private readonly float total, heaviest;

    // Words whose bit another of them has set already.
    private readonly int hidden;

    public WordOutline(in WeightedWords words)
    {
        for (int i = 0; i < words.Words.Length; i++)
        {
            hidden += (bits & Bit(words.Words[i])) != 0 ? 1 : 0;
            bits |= Bit(words.Words[i]);
            total += words.WeightOf(i);
            heaviest = Math.Max(heaviest, words.WeightOf(i));
        }
    }

    public WordOutline(IEnumerable<uint> words)
        : this(new WeightedWords(WordRarity.Distinct([.. words]), _ => 1))
    {
    }

    public bool IsEmpty => bits == 0;

    public bool MayMeet(in WordOutline other) => (bits & other.bits) != 0;

    /// <summary>What <see cref="WeightedWords.Shared"/> may be at most.</summary>
    public float MostShared(in WordOutline other)
    {
        ulong common = bits & other.bits;
        return common == 0 ? 0 : Math.Min(total, (BitOperations.PopCount(common) + Math.Min(hidden, other.hidden)) * heaviest);
    }

    /// <summary>What <see cref="WeightedWords.Shared"/> with the words of a sentence may be at most.</summary>
    public float MostShared(in SentenceOutline sentence) => (bits & sentence.Folded) == 0 ? 0 : total;

    private static ulong Bit(uint word) => 1UL << (int)(word & 63);
}

/// <summary>The rare words of a sentence in brief.</summary>
internal readonly struct SentenceOutline
{
    private const int Lanes = 4, Bits = 64;

    private readonly Bitmap bits;
    private readonly float heaviest, length;
    private readonly int hidden;

    public SentenceOutline(in WeightedWords words)
    {
        for (int i = 0; i < words.Words.Length; i++)
        {
            int lane = (int)(words.Words[i] / Bits % Lanes);
            ulong bit = 1UL << (int)(words.Words[i] % Bits);
            hidden += (bits[lane] & bit) != 0 ? 1 : 0;
            bits[lane] |= bit;
            heaviest = Math.Max(heaviest, words.WeightOf(i));
        }

        length = words.Length;
    }

    public ulong Folded => bits[0] | bits[1] | bits[2] | bits[3];

    /// <summary>What <see cref="WeightedWords.Likeness"/> may be at most.</summary>
    public float MostLikeness(in SentenceOutline other)
    {
        int common = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            common += BitOperations.PopCount(bits[lane] & other.bits[lane]);
        }

        float most = Math.Min(heaviest, other.heaviest);
        return common == 0 ? 0 : Math.Min(1, (common + Math.Min(hidden, other.hidden)) * most * most / (length * other.length));
    }

    [System.Runtime.CompilerServices.InlineArray(Lanes)]
    private struct Bitmap
    {
        private ulong lane;
    }
}

/// <summary>What of a report can be compared at a glance. Lies side by side in memory, since each report is compared with many.</summary>
internal readonly struct ReportOutline
{
    public readonly int Document, FirstDay, LastDay, Published, Group, OtherGroup;
    public readonly uint Mode, Trigger, Country;
    public readonly PlaceExtent Extent;
    public readonly bool HasDays, Dated, HasPublished, Killing, HasCounts;
    public readonly float Latitude;
    public readonly WordOutline Names, Actors, Recipients, ActorCodes, RecipientCodes, ActorPersons, RecipientPersons;
    public readonly SentenceOutline Sentence;

    public ReportOutline(ReportTraits traits)
    {
        EventReport report = traits.Report;
        Document = report.Document;
        HasDays = traits.Days is not null;
        (FirstDay, LastDay) = traits.Days ?? default;
        Dated = report.Dated;
        HasPublished = traits.Article.Published is not null;
        Published = traits.Article.Published ?? 0;
        Group = report.CopyGroups[0];
        OtherGroup = report.CopyGroups[^1];
        Mode = report.Event.Plover.Mode is { } mode ? Hash(mode) : 0;
        Trigger = traits.Trigger;
        Killing = traits.Killing;
        HasCounts = !report.Event.Counts.IsEmpty;
        if (report.Place is { } place)
        {
            Country = place.Country.Length > 0 ? Hash(place.Country) : 0;
            Extent = place.Kind switch { "country" => PlaceExtent.Country, "province" => PlaceExtent.Province, _ => PlaceExtent.Point };
            Latitude = (float)place.Latitude;
        }

        Names = new WordOutline(traits.Names);
        Actors = new WordOutline(traits.Actors);
        Recipients = new WordOutline(traits.Recipients);
        ActorCodes = new WordOutline(traits.ActorCodes.Select(Hash));
        RecipientCodes = new WordOutline(traits.RecipientCodes.Select(Hash));
        ActorPersons = new WordOutline(traits.ActorPersons.SelectMany(p => p.Words));
        RecipientPersons = new WordOutline(traits.RecipientPersons.SelectMany(p => p.Words));
        Sentence = new SentenceOutline(traits.Sentence);
    }

    /// <summary>Whether the two may be the same sentence in copies.</summary>
    public bool MayBeCopied(in ReportOutline other) => Trigger == other.Trigger && Document != other.Document && SharesCopies(other);

    /// <summary>Whether the articles are copies of one text.</summary>
    public bool SharesCopies(in ReportOutline other) => Group == other.Group || Group == other.OtherGroup || OtherGroup == other.Group || OtherGroup == other.OtherGroup;

    private static uint Hash(string text) => (uint)(FeatureSet.Hash(text) >> 32) | 1;
}

internal enum PlaceExtent : byte
{
    Unknown,
    Country,
    Province,
    Point,
}
