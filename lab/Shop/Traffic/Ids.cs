using System.Security.Cryptography;
using System.Text;
using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>Ids of the synthetic world, made from what they stand for.</summary>
internal static class Ids
{
    public static string Cookie(ulong seed, Device device, int epoch) => "c-" + Hex($"{seed}|cookie|{device.Owner}|{device.Number}|{epoch}", 20);

    public static string Event(ulong seed, long person, long time, string name, int number) => "b-" + Hex($"{seed}|{person}|{time}|{name}|{number}", 24);

    /// <summary>A click id as the platform makes it: unique to the click, meaning nothing.</summary>
    public static string Click(ulong seed, long person, Visit visit) => visit.Channel switch
    {
        Channel.PinterestAds => "dj0yJnU9" + Base64($"{seed}|{person}|{visit.Time}"),
        Channel.MetaAds => "IwAR" + Base64($"{seed}|{person}|{visit.Time}"),
        _ => "Cj0KCQ" + Base64($"{seed}|{person}|{visit.Time}"),
    };

    public static string Customer(long person, bool second) => $"{7_000_000_000 + (person * 2) + (second ? 1 : 0)}";

    /// <summary>The person's number in the CRM.</summary>
    public static string Contact(long person) => $"{90_000_000 + person}";

    public static string Sha256(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static string Hex(string text, int digits) => Sha256(text)[..digits];

    private static string Base64(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
