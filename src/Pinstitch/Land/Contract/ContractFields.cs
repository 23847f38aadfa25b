using System.Text;
using F = Pinstitch.Land.Contract.ContractField;
using O = Pinstitch.Land.Contract.ContractObject;

namespace Pinstitch.Land.Contract;

/// <summary>Names and places of the contract's fields, and the way from a name's bytes to its field.</summary>
internal static class ContractFields
{
    private const int LongestName = 24;

    private static readonly (F Field, O Owner, string Name)[] Table =
    [
        (F.EventId, O.Event, "event_id"), (F.EventName, O.Event, "event_name"), (F.EventTime, O.Event, "event_time"),
        (F.SentAt, O.Event, "sent_at"), (F.Source, O.Event, "source"), (F.Contract, O.Event, "contract"), (F.Value, O.Event, "value"),
        (F.Currency, O.Event, "currency"), (F.OrderId, O.Event, "order_id"), (F.PlacedAt, O.Event, "placed_at"), (F.Test, O.Event, "test"),
        (F.Search, O.Event, "search"), (F.NumItems, O.Event, "num_items"), (F.Contents, O.Event, "contents"), (F.User, O.Event, "user"),
        (F.Client, O.Event, "client"), (F.ClickIds, O.Event, "click_ids"), (F.Page, O.Event, "page"), (F.Utm, O.Event, "utm"),
        (F.Order, O.Event, "order"), (F.Lead, O.Event, "lead"), (F.Consent, O.Event, "consent"), (F.Door, O.Event, "door"),
        (F.Email, O.User, "email"), (F.EmailHash, O.User, "email_sha256"), (F.Phone, O.User, "phone"), (F.PhoneHash, O.User, "phone_sha256"),
        (F.FirstName, O.User, "first_name"), (F.FirstNameHash, O.User, "first_name_sha256"),
        (F.LastName, O.User, "last_name"), (F.LastNameHash, O.User, "last_name_sha256"),
        (F.City, O.User, "city"), (F.CityHash, O.User, "city_sha256"), (F.State, O.User, "state"), (F.StateHash, O.User, "state_sha256"),
        (F.PostalCode, O.User, "postal_code"), (F.PostalCodeHash, O.User, "postal_code_sha256"),
        (F.Country, O.User, "country"), (F.CountryHash, O.User, "country_sha256"),
        (F.BirthDate, O.User, "birth_date"), (F.BirthDateHash, O.User, "birth_date_sha256"),
        (F.Gender, O.User, "gender"), (F.GenderHash, O.User, "gender_sha256"),
        (F.ExternalId, O.User, "external_id"), (F.ExternalIdHash, O.User, "external_id_sha256"),
        (F.MobileAdId, O.User, "mobile_ad_id"), (F.MobileAdIdHash, O.User, "mobile_ad_id_sha256"),
        (F.Hashes, O.User, "hashes"), (F.CustomerId, O.User, "customer_id"), (F.CrmId, O.User, "crm_id"),
        (F.AnonymousId, O.User, "anonymous_id"), (F.DeviceId, O.User, "device_id"),
        (F.Ip, O.Client, "ip"), (F.UserAgent, O.Client, "user_agent"),
        (F.Epik, O.ClickIds, "epik"), (F.Fbclid, O.ClickIds, "fbclid"), (F.Fbc, O.ClickIds, "fbc"), (F.Fbp, O.ClickIds, "fbp"),
        (F.Gclid, O.ClickIds, "gclid"), (F.Gbraid, O.ClickIds, "gbraid"), (F.Wbraid, O.ClickIds, "wbraid"), (F.Dclid, O.ClickIds, "dclid"),
        (F.Ttclid, O.ClickIds, "ttclid"), (F.Ttp, O.ClickIds, "ttp"), (F.Msclkid, O.ClickIds, "msclkid"), (F.ScCid, O.ClickIds, "ScCid"),
        (F.LiFatId, O.ClickIds, "li_fat_id"), (F.Twclid, O.ClickIds, "twclid"), (F.RdtCid, O.ClickIds, "rdt_cid"),
        (F.ClickedAt, O.ClickIds, "clicked_at"),
        (F.Url, O.Page, "url"), (F.Referrer, O.Page, "referrer"),
        (F.UtmSource, O.Utm, "source"), (F.UtmMedium, O.Utm, "medium"), (F.UtmCampaign, O.Utm, "campaign"),
        (F.UtmContent, O.Utm, "content"), (F.UtmTerm, O.Utm, "term"),
        (F.OrderStatus, O.Order, "status"), (F.Tax, O.Order, "tax"), (F.Shipping, O.Order, "shipping"), (F.Discount, O.Order, "discount"),
        (F.PresentmentValue, O.Order, "presentment_value"), (F.PresentmentCurrency, O.Order, "presentment_currency"),
        (F.Stage, O.Lead, "stage"),
        (F.Measure, O.Consent, "measure"), (F.Advertise, O.Consent, "advertise"), (F.Personalise, O.Consent, "personalise"),
        (F.LimitedUse, O.Consent, "limited_use"), (F.Gpc, O.Consent, "gpc"),
        (F.DoorName, O.Door, "name"), (F.ReceivedAt, O.Door, "received_at"), (F.Traffic, O.Door, "traffic"),
        (F.DoorGpc, O.Door, "gpc"),
    ];

    private static readonly string[] Paths = [.. Table.Select(Path)];

    private static readonly byte[][] Utf8Names = [.. Table.Select(item => Encoding.UTF8.GetBytes(item.Name))];

    /// <summary>Fields by owner and length of the name; the few that are left are compared.</summary>
    private static readonly (byte[] Name, F Field)[][] Index = BuildIndex();

    /// <summary>How many fields there are.</summary>
    public const int Count = (int)F.DoorGpc + 1;

    /// <summary>The field's path as violations name it, such as <c>user.email</c>.</summary>
    public static string PathOf(F field) => Paths[(int)field];

    public static string NameOf(F field) => Table[(int)field].Name;

    public static ReadOnlySpan<byte> Utf8NameOf(F field) => Utf8Names[(int)field];

    public static O OwnerOf(F field) => Table[(int)field].Owner;

    /// <summary>The object that a field holds; null for a field that holds a value.</summary>
    public static O? ObjectIn(F field) => field is >= F.User and <= F.Door ? (O)(field - F.User + 1) : null;

    /// <summary>The field that holds an object.</summary>
    public static F FieldOf(O item) => F.User + (int)item - 1;

    /// <param name="owner">The object it stands in.</param>
    /// <param name="name">Its name in UTF-8, without escapes.</param>
    public static F? Find(O owner, ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > LongestName) return null;
        foreach (var (known, field) in Index[((int)owner * (LongestName + 1)) + name.Length])
        {
            if (name.SequenceEqual(known)) return field;
        }

        return null;
    }

    private static string Path((F Field, O Owner, string Name) item) =>
        item.Owner == O.Event ? item.Name : $"{Table[(int)FieldOf(item.Owner)].Name}.{item.Name}";

    private static (byte[] Name, F Field)[][] BuildIndex()
    {
        var index = new (byte[], F)[(int)(O.Door + 1) * (LongestName + 1)][];
        for (var place = 0; place < index.Length; place++)
        {
            var (owner, length) = ((O)(place / (LongestName + 1)), place % (LongestName + 1));
            index[place] = [.. Table.Where(item => item.Owner == owner && item.Name.Length == length).Select(item => (Encoding.UTF8.GetBytes(item.Name), item.Field))];
        }

        return index;
    }
}
