namespace Pinstitch.Land;

/// <summary>A click id in clear: the platform's own, and meaningless to anybody else.</summary>
/// <param name="Name">The parameter's name, such as <c>epik</c>.</param>
/// <param name="Id">Exactly as it was given; case matters.</param>
/// <param name="Time">When the click was seen; null where nobody knows.</param>
public sealed record LandedClick(string Name, string Id, DateTimeOffset? Time);
