namespace Pinstitch.Lab.Shop.Life;

/// <summary>Makes the people of a shop, each from the seed and the number alone.</summary>
public static class People
{
    private static readonly string[] FirstNames =
    [
        "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hannah", "Ida", "Jonas", "Klara", "Lena", "Mia", "Noah", "Oskar", "Paula",
        "Quentin", "Rosa", "Sofia", "Theo", "Ulla", "Viktor", "Wilma", "Xaver", "Yara", "Zoé", "José", "Søren", "Łukasz", "Aylin", "Mateo", "Ingrid",
    ];

    private static readonly string[] LastNames =
    [
        "Becker", "Brandt", "Fischer", "Graf", "Hartmann", "Huber", "Jansen", "Keller", "Krause", "Lange", "Maier", "Neumann", "Otto", "Peters",
        "Richter", "Schäfer", "Schulz", "Seidel", "Stein", "Thomas", "Vogel", "Wagner", "Weber", "Winter", "Wolf", "Ziegler", "García", "Kowalska",
    ];

    public static Person Make(ulong seed, long number)
    {
        var draw = new Draw(seed, number, Purpose.Person);
        var first = FirstNames[draw.Below(FirstNames.Length)];
        var last = LastNames[draw.Below(LastNames.Length)];
        var box = $"{Plain(first)}.{Plain(last)}.{number}";
        return new()
        {
            Number = number,
            FirstName = first,
            LastName = last,
            Email = $"{box}@mail.example",
            OtherEmail = draw.Chance(0.03) ? $"{box}@work.example" : null,
            Phone = $"+4915{number % 100_000_000:D8}{draw.Below(10)}",
            PinterestUse = Use(ref draw, 0.42),
            MetaUse = Use(ref draw, 0.60),
            SearchUse = Use(ref draw, 0.85),
            Receptivity = draw.LogNormal(0.5) / Math.Exp(0.125),
            BaseRate = draw.Exponential(0.0021),
            BrowsingRate = draw.Exponential(0.018),
            Basket = 5_200 * draw.LogNormal(0.35),
            SubscribesFromTheStart = draw.Chance(0.10),
            RefusesMeasurement = draw.Chance(0.07),
            MakesAccount = draw.Chance(0.40),
            GivesPhone = draw.Chance(0.55),
            Devices = Devices(ref draw, number),
        };
    }

    /// <summary>Some use a platform not at all, most as usual, a few much more.</summary>
    private static double Use(ref Draw draw, double share) => draw.Chance(share) ? draw.LogNormal(0.6) : 0;

    private static List<Device> Devices(ref Draw draw, long number)
    {
        var devices = new List<Device>();
        if (draw.Chance(0.95)) devices.Add(new(number, 0, draw.Chance(0.10), draw.Chance(0.5) ? 7 : 120));
        if (draw.Chance(0.65) || devices.Count == 0) devices.Add(new(number, 1, draw.Chance(0.28), draw.Chance(0.25) ? 7 : 120));
        // Every second person may use the tablet of the person before.
        if (number % 2 == 1 && draw.Chance(0.12)) devices.Add(new(number - 1, 2, false, 120));
        else if (draw.Chance(0.18)) devices.Add(new(number, 2, false, 120));
        return devices;
    }

    private static string Plain(string name) => name.ToLowerInvariant()
        .Replace('é', 'e').Replace('ø', 'o').Replace('ł', 'l').Replace('í', 'i').Replace("ä", "ae", StringComparison.Ordinal);
}
