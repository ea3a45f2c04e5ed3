using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sitrep.Gathering.Copies;

namespace Sitrep.Bench;

/// <summary>How long copies take to group in a large store: <c>copies [NUMBER…]</c>.</summary>
/// <remarks>
/// The texts are made of invented words with the frequencies of natural text, on one of many topics that each have their own names and words;
/// a fifth of them are copies, whole, shortened or with words exchanged.
/// </remarks>
internal static class CopyScale
{
    private const int Vocabulary = 40_000, ArticlesOfTopic = 40, NamesOfTopic = 8, WordsOfTopic = 80, Sentences = 14;

    private static readonly int[] Numbers = [12_500, 25_000, 50_000, 100_000];

    public static void Run(string[] arguments)
    {
        int[] numbers = arguments.Length == 0 ? Numbers : [.. arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        var finder = new CopyFinder(Resources.Installed);
        foreach (int number in numbers)
        {
            CopyCandidate[] articles = Make(number);
            var clock = Stopwatch.StartNew();
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var placed = finder.Group(articles);
            double seconds = clock.Elapsed.TotalSeconds;
            double work = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            int copies = placed.Count(p => p.CopyOf is not null), right = placed.Count(p => p.CopyOf is { } of && of == p.Id.Split('~')[0]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{number} articles: {seconds:0.0} s, {number / seconds:0} a second; {work:0.0} s of processor time, {number / work:0} a second of it; {copies} copies found, {right} of {articles.Count(a => a.Id.Contains('~', StringComparison.Ordinal))} right; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }
    }

    private static CopyCandidate[] Make(int number)
    {
        var chance = new Random(20260513);
        var articles = new CopyCandidate[number];
        for (int i = 0; i < number; i++)
        {
            // An id of a copy holds that of its origin.
            int origin = chance.Next(Math.Max(1, i));
            bool copies = i > 0 && chance.Next(5) == 0 && !articles[origin].Id.Contains('~', StringComparison.Ordinal);
            articles[i] = copies
                ? new CopyCandidate(string.Create(CultureInfo.InvariantCulture, $"{articles[origin].Id}~{i}"), "2026-05-14", Reworked(articles[origin].Text, chance))
                : new CopyCandidate(i.ToString(CultureInfo.InvariantCulture), "2026-05-13", Text(chance, chance.Next(Math.Max(1, number / ArticlesOfTopic))));
        }

        return articles;
    }

    private static string Text(Random chance, int topic)
    {
        var text = new StringBuilder();
        for (int s = 0; s < Sentences; s++)
        {
            for (int w = chance.Next(12, 26); w > 0; w--)
            {
                int kind = chance.Next(10);
                text.Append(kind switch
                {
                    0 => Name(topic, chance.Next(NamesOfTopic)),
                    1 or 2 => Word(Vocabulary + (topic * WordsOfTopic) + chance.Next(WordsOfTopic)),
                    _ => Word(Zipf(chance)),
                }).Append(' ');
            }

            text.Append(s % 3 == 2 ? ".\n\n" : ". ");
        }

        return text.ToString();
    }

    private static string Reworked(string text, Random chance)
    {
        string[] paragraphs = text.Split("\n\n");
        string kept = string.Join("\n\n", paragraphs.Take(chance.Next(3, paragraphs.Length + 1)));
        return string.Join(' ', kept.Split(' ').Select(w => chance.Next(20) == 0 ? Word(Zipf(chance)) : w));
    }

    // Word number n comes about 1/n as often as the first.
    private static int Zipf(Random chance) => (int)Math.Exp(chance.NextDouble() * Math.Log(Vocabulary)) - 1;

    private static string Name(int topic, int number) => $"{Word((topic * 31) + number + 1_000_000)} {Word((topic * 17) + number + 2_000_000)}";

    private static string Word(int number)
    {
        const string Consonants = "bdfgklmnprstvz", Vowels = "aeiou";
        var word = new StringBuilder();
        for (long n = number + 40L; n > 0; n /= Consonants.Length * Vowels.Length)
        {
            int syllable = (int)(n % (Consonants.Length * Vowels.Length));
            word.Append(Consonants[syllable / Vowels.Length]).Append(Vowels[syllable % Vowels.Length]);
        }

        return word.ToString();
    }
}
