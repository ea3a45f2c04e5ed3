namespace Sitrep.Coding;

/// <summary>What the rules make of one event.</summary>
/// <param name="Line">The line of <c>data/en/acled-cues.tsv</c> that decided, from 1; null where the general mapping did.</param>
internal sealed record AcledRule(AcledCode Code, int? Line);

/// <summary>From PLOVER to ACLED's event and sub-event types, in the order of the coding guide's section 11.</summary>
internal sealed class AcledCrosswalk(AcledCues cues)
{
    private static readonly string[] Armed = ["MIL", "COP", "PRM", "REB", "UAF", "CRM", "SPY"];

    /// <param name="lemma">The trigger's lemma: taking and retaking places is told by the verb.</param>
    /// <param name="words">Lemmas of the sentence, lower-case.</param>
    /// <returns>Null for what ACLED does not code.</returns>
    public AcledRule? Map(string type, string? mode, string lemma, IReadOnlySet<string> words, IEnumerable<string?> actors, IEnumerable<string?> recipients)
    {
        string[] by = [.. actors.Select(Sector)], on = [.. recipients.Select(Sector)];
        return cues.Match(type, mode, lemma, words, by, on) ?? (General(type, mode, lemma, by, on) is { } code ? new AcledRule(code, null) : null);
    }

    private static AcledCode? General(string type, string? mode, string lemma, string[] by, string[] on) =>
        type switch
        {
            "ASSAULT" => Assault(mode, lemma, by, on),
            "PROTEST" => mode is "riot" or "vandalize" ? new AcledCode("Riots", "Violent demonstration") : new AcledCode("Protests", "Peaceful protest"),
            "COERCE" => mode switch
            {
                "arrest" => new AcledCode("Strategic developments", "Arrests"),
                _ => null,
            },
            "MOBILIZE" => mode is "troops" or "militia" ? new AcledCode("Strategic developments", "Change to group/activity") : null,
            "RETREAT" => mode switch
            {
                "withdraw" or "disarm" => new AcledCode("Strategic developments", "Change to group/activity"),
                "ceasefire" => new AcledCode("Strategic developments", "Agreement"),
                _ => null,
            },
            "CONCEDE" => lemma is "ceasefire" or "truce" ? new AcledCode("Strategic developments", "Agreement") : null,
            _ => null,
        };

    private static AcledCode Assault(string? mode, string lemma, string[] by, string[] on)
    {
        bool bothArmed = by.Any(Armed.Contains) && on.Any(Armed.Contains);
        bool state = by.Any(s => s is "MIL" or "COP" or "GOV");
        return mode switch
        {
            "unconventional" => new AcledCode("Explosions/Remote violence", "Chemical weapon"),
            "aerial" or "drone" => new AcledCode("Explosions/Remote violence", "Air/drone strike"),
            "suicide-attack" => new AcledCode("Explosions/Remote violence", "Suicide bomb"),
            "heavy-weapons" when !bothArmed => new AcledCode("Explosions/Remote violence", "Shelling/artillery/missile attack"),
            "explosives" => new AcledCode("Explosions/Remote violence", "Remote explosive/landmine/IED"),
            "sexual" => new AcledCode("Violence against civilians", "Sexual violence"),
            "abduct" => new AcledCode("Violence against civilians", "Abduction/forced disappearance"),
            "crowd-control" => new AcledCode("Protests", "Protest with intervention"),
            "destroy" => new AcledCode("Strategic developments", "Looting/property destruction"),
            _ when lemma is "recapture" or "retake" or "liberate" or "capture" or "overrun" or "seize" =>
                new AcledCode("Battles", state || (lemma is "recapture" or "retake" or "liberate" && !by.Any(Armed.Contains)) ? "Government regains territory" : "Non-state actor overtakes territory"),
            "beat" or "primitive" when !by.Any(Armed.Contains) => new AcledCode("Riots", "Mob violence"),
            _ when on.Any(s => s.Length > 0 && !Armed.Contains(s)) => new AcledCode("Violence against civilians", "Attack"),
            _ => new AcledCode("Battles", "Armed clash"),
        };
    }

    private static string Sector(string? code) => code is { Length: >= 6 } ? code[3..6] : "";
}
