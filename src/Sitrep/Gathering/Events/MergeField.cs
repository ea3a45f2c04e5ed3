namespace Sitrep.Gathering.Events;

/// <summary>What speaks for or against two reports telling of one event. Weights in <c>data/merging.tsv</c> under the same names.</summary>
internal enum MergeField
{
    /// <summary>Before anything is compared.</summary>
    Prior,

    /// <summary>Both texts give the same day.</summary>
    SameDay,

    /// <summary>Both texts give days, next to each other.</summary>
    NextDay,

    /// <summary>Both texts give dates that meet, one of them longer than a day.</summary>
    DatesMeet,

    /// <summary>Both texts give dates that do not meet: grows with the logarithm of the days between.</summary>
    DatesApart,

    /// <summary>A text gives no date, but the days of the news fit.</summary>
    NewsDaysMeet,

    /// <summary>A text gives no date, and the days of the news do not fit: grows with the logarithm of the days between.</summary>
    NewsDaysApart,

    /// <summary>Both in a town or site, within 25 km.</summary>
    SamePlace,

    SameProvince,

    /// <summary>Further than 25 km from each other or in other provinces; counts twice for other countries.</summary>
    OtherPlace,

    SameMode,
    OtherMode,

    /// <summary>An actor's code is the same.</summary>
    ActorCode,
    OtherActorCode,
    RecipientCode,
    OtherRecipientCode,

    /// <summary>A person of the same name acts.</summary>
    ActorPerson,

    /// <summary>A person whose name shares two words or more is who it was done to.</summary>
    RecipientPerson,

    /// <summary>The same by a single name.</summary>
    RecipientName,

    /// <summary>It was done to persons of other names.</summary>
    OtherRecipientPerson,

    /// <summary>The same person died in both: that happens once.</summary>
    DiedOnce,

    /// <summary>Rare words of those who act, by how rare they are.</summary>
    ActorWords,
    RecipientWords,

    /// <summary>Rare words of those to whom it was done, in the other's sentence.</summary>
    RecipientMentioned,

    /// <summary>Likeness of the two sentences by rare words, 0 to 1.</summary>
    SentenceWords,

    /// <summary>Names that both sentences have, by how rare they are.</summary>
    SentenceNames,

    /// <summary>The same number, greater than one, of the same.</summary>
    SameCount,

    /// <summary>Numbers of the same that exclude each other.</summary>
    OtherCount,

    /// <summary>The same word tells of it.</summary>
    Trigger,

    /// <summary>Likeness of the two articles by their names, 0 to 1; nothing within one article or among copies.</summary>
    ArticleNames,

    /// <summary>Likeness of the two articles by rare words, 0 to 1; nothing within one article or among copies.</summary>
    ArticleWords,

    /// <summary>Days between the publications: grows with the logarithm.</summary>
    PublishedApart,
}
