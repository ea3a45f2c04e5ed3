namespace Sitrep.Annotation.Entities;

/// <summary>An entity while its mentions are being collected.</summary>
/// <remarks>Each name of an article is compared with all entities before it, so what is asked for there is kept ready.</remarks>
internal sealed class EntityDraft(string key, string name, EntityType type)
{
    private readonly List<Mention> mentions = [];
    private readonly Dictionary<EntityType, int> votes = [];
    private string name = name;
    private string[]? words;
    private string? initials;
    private EntityType voted = type;

    public string Key { get; } = key;

    /// <summary>The fullest name so far.</summary>
    public string Name
    {
        get => name;
        set => (name, words, initials) = (value, null, null);
    }

    /// <summary>A type that a table knows; otherwise the mentions vote.</summary>
    public EntityType? Known { get; set; }

    public Actor? Actor { get; set; }

    public string? Affiliation { get; set; }

    /// <summary><c>m</c>, <c>f</c> or empty.</summary>
    public string Gender { get; set; } = "";

    /// <summary>Lemmas of the roles that titles and appositions give.</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Mention> Mentions => mentions;

    public EntityType Type => Known ?? voted;

    public string[] Words => words ??= name.Split(' ');

    /// <summary>The first letters of its capitalised words.</summary>
    public string Initials => initials ??= InitialsOf(Words);

    public static string InitialsOf(string[] words) => string.Concat(words.Where(w => char.IsUpper(w[0])).Select(w => w[0]));

    public void Add(Mention mention, EntityType? vote = null)
    {
        mentions.Add(mention);
        if (vote is { } seen)
        {
            votes[seen] = votes.GetValueOrDefault(seen) + 1;
            voted = votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).First().Key;
        }
    }

    public Entity ToEntity(string id) => new(
        id, Type, Name, [.. mentions.OrderBy(m => m.Span.Start).ThenBy(m => m.Span.End)], Actor, Affiliation);
}
