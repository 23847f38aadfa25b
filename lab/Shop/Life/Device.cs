namespace Pinstitch.Lab.Shop.Life;

/// <summary>A device that somebody uses.</summary>
/// <param name="Owner">Whose cookies it keeps; differs from the user for a device that a household shares.</param>
/// <param name="Number">Which of the owner's devices.</param>
/// <param name="BlocksAds">Whether a blocker keeps the tag from loading: no browser event ever arrives.</param>
/// <param name="CookieDays">How long a cookie lives after the last visit.</param>
public sealed record Device(long Owner, int Number, bool BlocksAds, int CookieDays);
