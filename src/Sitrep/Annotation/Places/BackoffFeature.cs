namespace Sitrep.Annotation.Places;

/// <summary>What speaks for the likeliest meaning of a name or for the place that holds what is meant; weights in <c>data/place-backoff.tsv</c> under the same names.</summary>
internal enum BackoffFeature
{
    // Of the name's own likeliest meaning.
    Own,
    OwnCertainty,
    OwnOutsideHolder,
    OwnInsideHolder,
    OwnReduced,
    OwnSmall,
    OwnLarge,
    OwnInMainCountry,
    OwnInMainProvince,
    OwnNearMain,
    OwnForSite,

    // Of the places that may hold it: how they are found.
    Held,
    HeldLoosely,
    Inside,
    InsideNearMain,
    Nearest,
    Before,
    After,
    First,
    Main,
    MainShare,
    MainProvince,
    MainCountry,

    // And what they are.
    HolderTown,
    HolderDistrict,
    HolderProvince,
    HolderCountry,
    SiteInTown,
    SiteInProvince,
    SiteInCountry,
    HolderCertainty,
    HolderAgrees,
    HolderSmall,
    HolderInMainCountry,
    HolderInMainProvince,
    Count,
}
