using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>An OAuth token endpoint as most platforms have it (RFC 6749 §6): client and secret in the form, a refresh token that may rotate.</summary>
/// <param name="name">Goes into the tokens.</param>
/// <param name="rotates">Whether each use makes another refresh token and the old one worthless.</param>
internal sealed class RefreshTokens(string name, bool rotates)
{
    private int uses;

    public string ClientId => $"lab-{name}-client";

    public string ClientSecret => $"lab-{name}-secret";

    /// <summary>The only refresh token that is good.</summary>
    public string RefreshToken { get; private set; } = $"lab-{name}-refresh-0";

    private string AccessToken => Credentials.Sign(name + "_", "access");

    public bool IsSigned(HttpContext http) => http.Request.Headers.Authorization == $"Bearer {AccessToken}";

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (form["grant_type"] != "refresh_token" || form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["refresh_token"] != RefreshToken)
            return Results.Json(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "The refresh token is not valid." }, statusCode: 400);
        if (rotates) RefreshToken = $"lab-{name}-refresh-{++uses}";
        return Results.Json(new JsonObject { ["access_token"] = AccessToken, ["token_type"] = "Bearer", ["expires_in"] = 1800, ["refresh_token"] = RefreshToken });
    }
}
