namespace Pinstitch.Lab.Shop.Truth;

/// <summary>An identifier that a person really has, in clear.</summary>
/// <param name="Type">Named as in events: <c>email</c>, <c>phone</c>, <c>customer_id</c>, <c>crm_id</c>, <c>order_id</c>, <c>anonymous_id</c>.</param>
/// <param name="Value">As it stands in messages. A cookie of a household's device is known of several persons.</param>
public readonly record struct KnownIdentifier(string Type, string Value);
