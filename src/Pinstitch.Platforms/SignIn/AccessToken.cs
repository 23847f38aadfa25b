using System.Globalization;

namespace Pinstitch.Platforms.SignIn;

/// <summary>A token and until when it is used.</summary>
internal sealed record AccessToken(string Token, DateTimeOffset Until)
{
    /// <summary>As it is kept; null when the text is none.</summary>
    public static AccessToken? Parse(string? text) =>
        text?.Split(' ', 2) is [var until, var token] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(token, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Until.ToUnixTimeSeconds()} {Token}");
}
