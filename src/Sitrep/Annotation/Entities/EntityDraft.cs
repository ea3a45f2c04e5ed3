namespace Sitrep.Annotation.Entities;

/// <summary>An entity while its mentions are being collected.</summary>
internal sealed class EntityDraft(string key, string name, EntityType type)
{
    private readonly List<Mention> mentions = [];
    private readonly Dictionary<EntityType, int> votes = [];

    public string Key { get; } = key;

    /// <summary>The fullest name so far.</summary>
    public string Name { get; set; } = name;

    /// <summary>A type that a table knows; otherwise the mentions vote.</summary>
    public EntityType? Known { get; set; }

    public Actor? Actor { get; set; }

    public string? Affiliation { get; set; }

    /// <summary><c>m</c>, <c>f</c> or empty.</summary>
    public string Gender { get; set; } = "";

    /// <summary>Lemmas of the roles that titles and appositions give.</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Mention> Mentions => mentions;

    public EntityType Type => Known ?? (votes.Count == 0 ? type : votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).First().Key);

    public string[] Words => Name.Split(' ');

    public void Add(Mention mention, EntityType? vote = null)
    {
        mentions.Add(mention);
        if (vote is { } seen)
        {
            votes[seen] = votes.GetValueOrDefault(seen) + 1;
        }
    }

    public Entity ToEntity(string id) => new(
        id, Type, Name, [.. mentions.OrderBy(m => m.Span.Start).ThenBy(m => m.Span.End)], Actor, Affiliation);
}
