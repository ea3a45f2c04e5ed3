namespace Sitrep.Training.Language;

/// <summary>What a network says of a sentence, a value a token.</summary>
/// <param name="Heads">0 the root, i + 1 the token i.</param>
/// <param name="NameShares">[token][label]: probabilities of the name labels.</param>
internal sealed record TeacherReading(int[] Upos, int[] Xpos, int[] Heads, int[] Relations, float[][] NameShares);
