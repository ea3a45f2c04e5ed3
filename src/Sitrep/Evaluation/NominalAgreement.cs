namespace Sitrep.Evaluation;

/// <summary>How far coders agree on the values of units, each value being as different from any other.</summary>
/// <param name="Units">Units that two coders or more gave a value; others do not count.</param>
/// <param name="PerCent">Of the pairs of values within a unit, how many are equal, from 0 to 100, averaged over units; null without units.</param>
/// <param name="Alpha">Krippendorff's alpha: 1 for full agreement, 0 for what chance would give; null where fewer than two different values were given, so that nothing can be said.</param>
/// <remarks>K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), section D for nominal data with any number of observers and missing values.</remarks>
public sealed record NominalAgreement(int Units, double? PerCent, double? Alpha)
{
    /// <param name="units">The values of each unit, one a coder who gave one.</param>
    public static NominalAgreement Of(IEnumerable<IReadOnlyCollection<string>> units)
    {
        IReadOnlyCollection<string>[] paired = [.. units.Where(u => u.Count > 1)];
        var totals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        double unlike = 0, equal = 0;
        foreach (IReadOnlyCollection<string> unit in paired)
        {
            // Ordered pairs of unlike values, each weighed so that a unit counts by its number of values.
            int[] counts = [.. unit.GroupBy(v => v, StringComparer.Ordinal).Select(g => g.Count())];
            int different = counts.Sum(c => c * (unit.Count - c));
            unlike += (double)different / (unit.Count - 1);
            equal += 1 - ((double)different / (unit.Count * (unit.Count - 1)));
            foreach (string value in unit)
            {
                totals[value] = totals.GetValueOrDefault(value) + 1;
            }
        }

        double values = totals.Values.Sum();
        double expected = totals.Values.Sum(c => c * (values - c));
        return new NominalAgreement(paired.Length, paired.Length == 0 ? null : 100 * equal / paired.Length, expected > 0 ? 1 - ((values - 1) * unlike / expected) : null);
    }
}
