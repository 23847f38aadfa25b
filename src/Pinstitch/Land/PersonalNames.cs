using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>Names of fields that hold personal data, wherever they stand: what the contract does not know is kept, but not these.</summary>
internal static class PersonalNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "email", "mail", "emailaddress", "contactemail", "useremail", "phone", "phonenumber", "telephone", "tel", "mobile", "mobilephone", "cell", "fax",
        "firstname", "lastname", "middlename", "fullname", "surname", "givenname", "familyname", "username", "nickname", "displayname", "maidenname",
        "name1", "name2", "customername", "contactname", "street", "street1", "street2", "address", "address1", "address2", "addressline1", "addressline2",
        "billingaddress", "shippingaddress", "city", "zip", "zipcode", "postcode", "postalcode", "birthday", "birthdate", "dateofbirth", "dob", "gender", "sex",
        "latitude", "longitude", "lat", "lng", "ip", "ipaddress", "browserip", "clientip", "useragent", "password", "passwd", "secret", "token", "accesstoken", "apikey",
        "authorization", "cookie", "ssn", "taxid", "vatid", "passport", "iban", "bic", "accountnumber", "cardnumber", "creditcard", "cvv", "cvc",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByText = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>By letters and digits only: <c>E-Mail</c>, <c>e_mail</c> and <c>eMail</c> are the same.</summary>
    public static bool Contains(string name)
    {
        Span<char> plain = stackalloc char[24];
        var length = 0;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter)) continue;
            if (length == plain.Length) return false;
            plain[length++] = char.ToLowerInvariant(letter);
        }

        return ByText.Contains(plain[..length]);
    }
}
