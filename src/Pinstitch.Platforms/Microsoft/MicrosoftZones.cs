namespace Pinstitch.Platforms.Microsoft;

/// <summary>
/// Microsoft Advertising's own names of time zones (https://learn.microsoft.com/advertising/reporting-service/reporttimezone),
/// by the names that Windows has for the same zones. A report that names none is in Pacific time.
/// </summary>
internal static class MicrosoftZones
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Samoa Standard Time"] = "MidwayIslandAndSamoa", ["Hawaiian Standard Time"] = "Hawaii", ["Alaskan Standard Time"] = "Alaska",
        ["Pacific Standard Time"] = "PacificTimeUSCanadaTijuana", ["US Mountain Standard Time"] = "Arizona", ["Mountain Standard Time"] = "MountainTimeUSCanada",
        ["Mountain Standard Time (Mexico)"] = "ChihuahuaLaPazMazatlan", ["Central Standard Time"] = "CentralTimeUSCanada", ["Central America Standard Time"] = "CentralAmerica",
        ["Central Standard Time (Mexico)"] = "GuadalajaraMexicoCityMonterrey", ["Canada Central Standard Time"] = "Saskatchewan", ["SA Pacific Standard Time"] = "BogotaLimaQuito",
        ["Eastern Standard Time"] = "EasternTimeUSCanada", ["US Eastern Standard Time"] = "IndianaEast", ["Atlantic Standard Time"] = "AtlanticTimeCanada",
        ["Venezuela Standard Time"] = "CaracasLaPaz", ["SA Western Standard Time"] = "CaracasLaPaz", ["Pacific SA Standard Time"] = "Santiago", ["Newfoundland Standard Time"] = "Newfoundland",
        ["E. South America Standard Time"] = "Brasilia", ["Argentina Standard Time"] = "BuenosAiresGeorgetown", ["Greenland Standard Time"] = "Greenland", ["Azores Standard Time"] = "Azores",
        ["Cape Verde Standard Time"] = "CapeVerdeIsland", ["Morocco Standard Time"] = "CasablancaMonrovia", ["GMT Standard Time"] = "GreenwichMeanTimeDublinEdinburghLisbonLondon",
        ["W. Europe Standard Time"] = "AmsterdamBerlinBernRomeStockholmVienna", ["Central Europe Standard Time"] = "BelgradeBratislavaBudapestLjubljanaPrague",
        ["Romance Standard Time"] = "BrusselsCopenhagenMadridParis", ["Central European Standard Time"] = "SarajevoSkopjeWarsawZagreb", ["W. Central Africa Standard Time"] = "WestCentralAfrica",
        ["GTB Standard Time"] = "AthensBuckarestIstanbul", ["Egypt Standard Time"] = "Cairo", ["South Africa Standard Time"] = "HararePretoria", ["FLE Standard Time"] = "HelsinkiKyivRigaSofiaTallinnVilnius",
        ["Israel Standard Time"] = "Jerusalem", ["Arabic Standard Time"] = "Baghdad", ["Arab Standard Time"] = "KuwaitRiyadh", ["Russian Standard Time"] = "MoscowStPetersburgVolgograd",
        ["E. Africa Standard Time"] = "Nairobi", ["Iran Standard Time"] = "Tehran", ["Arabian Standard Time"] = "AbuDhabiMuscat", ["Azerbaijan Standard Time"] = "BakuTbilisiYerevan",
        ["Georgian Standard Time"] = "BakuTbilisiYerevan", ["Caucasus Standard Time"] = "BakuTbilisiYerevan", ["Afghanistan Standard Time"] = "Kabul", ["Ekaterinburg Standard Time"] = "Ekaterinburg",
        ["Pakistan Standard Time"] = "IslamabadKarachiTashkent", ["West Asia Standard Time"] = "IslamabadKarachiTashkent", ["India Standard Time"] = "ChennaiKolkataMumbaiNewDelhi",
        ["Nepal Standard Time"] = "Kathmandu", ["Bangladesh Standard Time"] = "AstanaDhaka", ["Sri Lanka Standard Time"] = "SriJayawardenepura", ["Myanmar Standard Time"] = "Rangoon",
        ["SE Asia Standard Time"] = "BangkokHanoiJakarta", ["North Asia Standard Time"] = "Krasnoyarsk", ["China Standard Time"] = "BeijingChongqingHongKongUrumqi",
        ["North Asia East Standard Time"] = "IrkutskUlaanBataar", ["Singapore Standard Time"] = "KualaLumpurSingapore", ["W. Australia Standard Time"] = "Perth", ["Taipei Standard Time"] = "Taipei",
        ["Tokyo Standard Time"] = "OsakaSapporoTokyo", ["Korea Standard Time"] = "Seoul", ["Yakutsk Standard Time"] = "Yakutsk", ["Cen. Australia Standard Time"] = "Adelaide",
        ["AUS Central Standard Time"] = "Darwin", ["E. Australia Standard Time"] = "Brisbane", ["AUS Eastern Standard Time"] = "CanberraMelbourneSydney", ["West Pacific Standard Time"] = "GuamPortMoresby",
        ["Tasmania Standard Time"] = "Hobart", ["Vladivostok Standard Time"] = "Vladivostok", ["Central Pacific Standard Time"] = "MagadanSolomonIslandNewCaledonia",
        ["New Zealand Standard Time"] = "AucklandWellington", ["Fiji Standard Time"] = "FijiKamchatkaMarshallIsland", ["Tonga Standard Time"] = "Nukualofa",
    };

    /// <param name="zone">IANA name.</param>
    /// <exception cref="NotSupportedException">Microsoft reports in no such zone.</exception>
    public static string Of(string zone) => TimeZoneInfo.TryConvertIanaIdToWindowsId(zone, out var windows) && Names.TryGetValue(windows, out var name)
        ? name
        : throw new NotSupportedException($"Microsoft Advertising does not report in the zone {zone}; give the account's time zone as Microsoft shows it, such as Europe/London.");
}
