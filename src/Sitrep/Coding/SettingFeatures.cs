using System.Collections.Immutable;
using Sitrep.Annotation.Statements;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>An act whose place or date is asked for.</summary>
internal sealed record Act(ArticleSettings Around, Sentence Sentence, int Trigger, string Type, Arguments Arguments)
{
    public AnnotatedArticle Article => Around.Article;

    /// <summary>The statement that tells of it, null where the writer does.</summary>
    public Statement? Telling { get; } = Statement.Holding(Around.Article.Statements, Sentence.Tokens[Trigger].Span);
}

/// <summary>What tells whether a place or time is an event's own: how far it is, its path to the trigger, its preposition, its rivals, whose words it stands in.</summary>
internal static class SettingFeatures
{
    /// <summary>Adds templates 0 to 39.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="rivals">What else there is, in the setting's own terms.</param>
    public static void Add(Act act, ImmutableArray<Setting> settings, Setting setting, ulong kind, ulong rivals, FeatureSet features)
    {
        var (_, span, own, head) = setting;
        Sentence sentence = act.Sentence;
        int trigger = act.Trigger;
        ulong where = (ulong)(own.Index - sentence.Index + 8), type = FeatureSet.Hash(act.Type);
        ulong marker = own.Child(head, "case") is >= 0 and var at ? FeatureSet.Hash(own.Lower(at)) : 0, relation = FeatureSet.Hash(own.Tokens[head].Deprel);
        ulong above = own.Tokens[head].Head is >= 0 and var carrier ? FeatureSet.Hash(own.LowerLemma(carrier)) : 0;
        ulong told = Told(act, setting);
        features.Add(0);
        features.Add(1, where, kind);
        features.Add(2, where, rivals);
        features.Add(3, where, kind, rivals);
        features.Add(4, where, told, marker);
        features.Add(5, where, told, kind);
        features.Add(6, where, relation, marker);
        features.Add(7, where, marker, kind);
        features.Add(8, where, type);
        features.Add(9, above, marker, where);
        if (own != sentence)
        {
            ulong settled = settings.Any(s => s.Sentence == sentence) ? 1UL : 0;
            ulong order = (settings.Any(s => s.Sentence == own && s.Head > head) ? 0UL : 1UL) + (settings.Any(s => s.Sentence == own && s.Head < head) ? 0UL : 2UL);
            features.Add(10, where, settled, kind);
            features.Add(11, where, settled, relation);
            features.Add(12, where, order, marker);
            features.Add(13, where, order, kind);
            features.Add(14, where, FeatureSet.Hash(own.LowerLemma(own.Root)));
            return;
        }

        var (path, length) = TreePath.Between(sentence, head, trigger);
        ulong lemma = FeatureSet.Hash(sentence.LowerLemma(trigger)), side = head < trigger ? 0UL : 1UL;
        ulong actor = RoleOf(sentence, head, act.Arguments.Actors), recipient = RoleOf(sentence, head, act.Arguments.Recipients);
        bool governed = sentence.Governs(trigger, head);
        bool nearest = !settings.Any(s => s.Sentence == own && Math.Abs(s.Head - trigger) < Math.Abs(head - trigger));
        bool passed = !governed && settings.Any(s => s.Sentence == own && s.Index != setting.Index && sentence.Governs(trigger, s.Head));
        ulong rank = (nearest ? 1UL : 0) + (passed ? 2UL : 0);
        features.Add(15, path);
        features.Add(16, path, marker);
        features.Add(17, path, marker, type);
        features.Add(18, path, kind);
        features.Add(19, path, rivals);
        features.Add(20, path, lemma);
        features.Add(21, path, rank);
        features.Add(22, (ulong)Math.Min(length, 8), side, marker);
        features.Add(23, (ulong)TreePath.Apart(head - trigger), marker);
        features.Add(24, (ulong)TreePath.Apart(head - trigger), rivals);
        features.Add(25, actor, recipient, type);
        features.Add(26, actor, recipient, marker);
        features.Add(27, actor, recipient, path);
        features.Add(28, actor, recipient, rivals);
        features.Add(29, marker, type, side);
        features.Add(30, marker, lemma);
        features.Add(31, relation, marker, above);
        features.Add(32, governed ? 1UL : 0, marker, kind);
        features.Add(33, governed ? 1UL : 0, rivals, told);
        features.Add(34, rank, marker, kind);
    }

    // Who says something in Geneva seldom speaks of it: 4 for what hangs on the words that mark the statement, or on its source.
    private static ulong Told(Act act, Setting setting)
    {
        if (act.Telling is not { } telling)
        {
            return 0;
        }

        if (telling.Content.Any(c => c.Contains(setting.Span)))
        {
            return 1;
        }

        int above = setting.Sentence.Tokens[setting.Head].Head;
        bool said = above >= 0 && setting.Sentence.Tokens[above].Span is var governor && (telling.Cue?.Overlaps(governor) == true || telling.Source?.Overlaps(governor) == true);
        return said || telling.Source?.Overlaps(setting.Span) == true ? 4UL : setting.Sentence == act.Sentence ? 2UL : 3UL;
    }

    // 2: it is the participant itself ("Beijing said"); 1: it stands within the participant's words ("the mayor of Kyiv").
    private static ulong RoleOf(Sentence sentence, int head, ImmutableArray<int> participants)
    {
        ulong role = 0;
        foreach (int participant in participants)
        {
            role = Math.Max(role, participant == head ? 2UL : sentence.Governs(participant, head) ? 1UL : 0);
        }

        return role;
    }
}
