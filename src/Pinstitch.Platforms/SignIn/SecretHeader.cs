namespace Pinstitch.Platforms.SignIn;

/// <summary>A header whose value is kept with the secrets.</summary>
/// <param name="Header">Name of the header.</param>
/// <param name="Secret">Last part of the secret's name.</param>
/// <param name="IsRequired">Whether nothing works without it.</param>
public sealed record SecretHeader(string Header, string Secret, bool IsRequired);
