using Pinstitch.Land;
using Pinstitch.Land.Matching;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Land.Matching;

public sealed class MatchRulesTests
{
    [Theory]
    [InlineData("pinterest", MatchField.Email, " Jane.Doe+x@GMAIL.com ", null, "jane.doe+x@gmail.com")]
    [InlineData("meta", MatchField.Email, " Jane.Doe+x@GMAIL.com ", null, "jane.doe+x@gmail.com")]
    [InlineData("google", MatchField.Email, " Jane.Doe+x@GMAIL.com ", null, "janedoe@gmail.com")]
    [InlineData("tiktok", MatchField.Email, " Jane.Doe+x@GMAIL.com ", null, "jane.doe+x@gmail.com")]
    [InlineData("google", MatchField.Email, "Jane.Doe+x@example.org", null, "jane.doe+x@example.org")]
    [InlineData("pinterest", MatchField.Phone, "+1 (555) 123-4567", null, "15551234567")]
    [InlineData("google", MatchField.Phone, "+1 (555) 123-4567", null, "+15551234567")]
    [InlineData("tiktok", MatchField.Phone, "+1 (555) 123-4567", null, "+15551234567")]
    [InlineData("meta", MatchField.Phone, "00 44 117 496 0123", null, "441174960123")]
    [InlineData("google", MatchField.Phone, "00 44 117 496 0123", null, "+441174960123")]
    [InlineData("pinterest", MatchField.Phone, "555-123-4567", "US", "15551234567")]
    [InlineData("pinterest", MatchField.Phone, "1-555-123-4567", "us", "15551234567")]
    [InlineData("pinterest", MatchField.Phone, "0176 1234567", "DE", "491761234567")]
    [InlineData("pinterest", MatchField.Phone, "06 12345678", "IT", "390612345678")]
    [InlineData("pinterest", MatchField.Phone, "+44 (0)117 496 0123", null, "441174960123")]
    [InlineData("pinterest", MatchField.Phone, "+1 555 123 4567 ext. 89", null, "15551234567")]
    [InlineData("pinterest", MatchField.City, "Saint-Étienne", null, "saintétienne")]
    [InlineData("meta", MatchField.City, "Saint-Étienne", null, "sainttienne")]
    [InlineData("meta", MatchField.City, "São Paulo", null, "sopaulo")]
    [InlineData("pinterest", MatchField.City, "San Francisco", null, "sanfrancisco")]
    [InlineData("pinterest", MatchField.City, "Москва", null, "москва")]
    [InlineData("pinterest", MatchField.Gender, "Female", null, "f")]
    [InlineData("meta", MatchField.Gender, "männlich", null, "m")]
    [InlineData("pinterest", MatchField.BirthDate, "1991-05-26", null, "19910526")]
    [InlineData("pinterest", MatchField.BirthDate, "05/26/1991", null, "19910526")]
    [InlineData("pinterest", MatchField.BirthDate, "26.05.1991", null, "19910526")]
    [InlineData("pinterest", MatchField.BirthDate, "May 26, 1991", null, "19910526")]
    [InlineData("pinterest", MatchField.BirthDate, "1991-05-26T00:00:00Z", null, "19910526")]
    [InlineData("meta", MatchField.BirthDate, "05-03-1995", null, "19950503")]
    [InlineData("pinterest", MatchField.PostalCode, "94035-1234", "US", "94035")]
    [InlineData("meta", MatchField.PostalCode, "94035-1234", null, "94035")]
    [InlineData("pinterest", MatchField.PostalCode, "SW1A 1AA", "GB", "sw1a1aa")]
    [InlineData("pinterest", MatchField.State, "California", null, "ca")]
    [InlineData("pinterest", MatchField.State, "US-CA", null, "ca")]
    [InlineData("pinterest", MatchField.State, "Québec", "CA", "qc")]
    [InlineData("pinterest", MatchField.State, "BE", "DE", "be")]
    [InlineData("pinterest", MatchField.Country, "United States", null, "us")]
    [InlineData("meta", MatchField.Country, "U.S.A.", null, "us")]
    [InlineData("pinterest", MatchField.Country, "NA", null, "na")]
    [InlineData("pinterest", MatchField.Country, "Deutschland", null, "de")]
    [InlineData("pinterest", MatchField.FirstName, " José ", null, "josé")]
    [InlineData("meta", MatchField.LastName, "O'Brien-Smith", null, "obriensmith")]
    [InlineData("google", MatchField.FirstName, "Mrs. Jane", null, "jane")]
    [InlineData("pinterest", MatchField.ExternalId, " User-42A ", null, "User-42A")]
    [InlineData("meta", MatchField.ExternalId, " User-42A ", null, "user-42a")]
    public void A_value_becomes_what_the_platform_wants(string platform, MatchField field, string value, string? country, string expected)
    {
        Assert.Equal(NormalForm.Of(expected), MatchRules.For(platform).Normalise(field, value, country));
    }

    [Theory]
    [InlineData(MatchField.Email, "email", "email_norm", "em")]
    [InlineData(MatchField.Phone, "phone", "phone_norm", "ph")]
    [InlineData(MatchField.City, "city", "city_norm", "ct")]
    [InlineData(MatchField.FirstName, "first_name", "first_norm", "fn")]
    public void N1_what_a_person_wrote_becomes_the_hash_that_Pinterest_wants(MatchField field, string input, string normal, string hash)
    {
        var (value, expected) = (Vectors.Input("N1_hash").GetProperty(input).GetString()!, Vectors.Output("N1_hash"));
        var rules = MatchRules.For("pinterest");
        Assert.Equal(NormalForm.Of(expected.GetProperty(normal).GetString()!), rules.Normalise(field, value));
        Assert.Equal(NormalForm.Of(expected.GetProperty(hash).GetString()!), rules.Hash(field, value));
    }

    [Theory]
    [InlineData(MatchField.Phone, "555-123-4567", "phone_without_country")]
    [InlineData(MatchField.Phone, "+12", "no_phone")]
    [InlineData(MatchField.Email, "none@none.com", "placeholder")]
    [InlineData(MatchField.Email, "guest@shop.example", "placeholder")]
    [InlineData(MatchField.Email, "no address", "no_email")]
    [InlineData(MatchField.Email, "  ", "empty")]
    [InlineData(MatchField.FirstName, "undefined", "placeholder")]
    [InlineData(MatchField.State, "Germánia", "unknown_state")]
    [InlineData(MatchField.State, "Atlantis", "unknown_state")]
    [InlineData(MatchField.Country, "Atlantis", "unknown_country")]
    [InlineData(MatchField.BirthDate, "05-03-1995", "ambiguous_date")]
    [InlineData(MatchField.BirthDate, "31-02-1995", "no_date")]
    [InlineData(MatchField.Gender, "perhaps", "unknown_gender")]
    public void What_cannot_be_used_says_why(MatchField field, string value, string problem)
    {
        Assert.Equal(NormalForm.Because(problem), MatchRules.For("pinterest").Normalise(field, value));
    }

    [Fact]
    public void A_city_without_Latin_letters_is_nothing_to_Meta() =>
        Assert.Equal(NormalForm.Because("city_without_latin_letters"), MatchRules.For("meta").Normalise(MatchField.City, "Москва"));

    [Theory]
    [InlineData("pinterest", MatchField.Email, "  Jane.Doe@Example.COM ", "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d")]
    [InlineData("pinterest", MatchField.Phone, "+1 (555) 010-0199", "90be998a6e4b5bec4f18e14bc56a618ba6dd57100b89276067e3a77ff7140b4a")]
    [InlineData("pinterest", MatchField.City, "New York", "350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5")]
    [InlineData("pinterest", MatchField.FirstName, " José ", "d994e1d001886fe5b45b1267bd1fa2b752ac50742579bd3dad7b2a2aa0ed6866")]
    [InlineData("pinterest", MatchField.Email, "test@example.com", "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b")]
    [InlineData("pinterest", MatchField.Email, "john.doe@example.com", "836f82db99121b3481011f16b49dfa5fbc714a0d1b1b9f784a1ebbbf5b39577f")]
    [InlineData("pinterest", MatchField.Phone, "+44 117 496 0123", "decc623f3cb5438ef69f748ebb8ceef6111dfcb83b8ee0f54b5a2f179ecf25d2")]
    [InlineData("pinterest", MatchField.Gender, "f", "252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111")]
    [InlineData("pinterest", MatchField.Gender, "Male", "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a")]
    [InlineData("pinterest", MatchField.Gender, "n", "1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9")]
    [InlineData("pinterest", MatchField.BirthDate, "1991-05-26", "d5234ccb6fb4dd59cbe76a3e5e1f396c27d2862246c7dbd7bc9e8fd72d664aaf")]
    [InlineData("pinterest", MatchField.LastName, "Doe", "799ef92a11af918e3fb741df42934f3b568ed2d93ac1df74f1b8d41a27932a6f")]
    [InlineData("pinterest", MatchField.FirstName, "Jane", "81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2")]
    [InlineData("pinterest", MatchField.FirstName, "Zoë", "2752b88686847fa5c86f47b94ce652b7b3f22a91c37617d451a4db9afa431450")]
    [InlineData("pinterest", MatchField.State, "California", "6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126")]
    [InlineData("pinterest", MatchField.Country, "US", "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621")]
    [InlineData("pinterest", MatchField.Country, "UK", "0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677")]
    [InlineData("pinterest", MatchField.PostalCode, "94035-1234", "1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e")]
    [InlineData("pinterest", MatchField.PostalCode, "99999", "fd5f56b40a79a385708428e7b32ab996a681080a166a2206e750eb4819186145")]
    [InlineData("google", MatchField.Phone, "+1 800 555 0100", "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30")]
    [InlineData("google", MatchField.Email, " AlexZ@example.com", "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a")]
    [InlineData("google", MatchField.Email, "cloudy.sanfrancisco@gmail.com", "223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4")]
    [InlineData("google", MatchField.FirstName, "GivenName", "128a07bfe2df877c52076e60d7774cf5baaa046c5a6c48daf30ff43ecca2f814")]
    [InlineData("google", MatchField.LastName, "FamilyName", "77762c287e61ce065bee5c15464012c6fbe088398b8057627d5577249430d574")]
    [InlineData("tiktok", MatchField.Phone, "+1 555 123 4567", "8a59780bb8cd2ba022bfa5ba2ea3b6e07af17a7d8b30c1f9b3390e36f69019e4")]
    public void A_value_has_the_published_hash(string platform, MatchField field, string value, string hash)
    {
        Assert.Equal(NormalForm.Of(hash), MatchRules.For(platform).Hash(field, value));
    }

    [Fact]
    public void A_hash_is_passed_on_in_lower_case_and_never_hashed_again()
    {
        var hash = PersonalData.Hash("jane.doe@example.com");
        Assert.All(MatchRules.All, rules => Assert.Equal(NormalForm.Of(hash), rules.Hash(MatchField.Email, $" {hash.ToUpperInvariant()} ")));
    }

    [Theory]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "md5_not_taken")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha1_not_taken")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "hash_of_placeholder")]
    public void A_hash_that_no_platform_takes_says_why(string value, string problem) =>
        Assert.Equal(NormalForm.Because(problem), MatchRules.For("pinterest").Hash(MatchField.Email, value));

    [Fact]
    public void Only_platforms_that_differ_get_a_hash_of_their_own()
    {
        var keys = new SortedDictionary<string, string>();
        Assert.Null(MatchKeys.Add(keys, MatchField.Email, "jane.doe@gmail.com", null));
        Assert.Null(MatchKeys.Add(keys, MatchField.City, "Москва", null));
        Assert.Equal(["city", "city@meta", "email", "email@google"], keys.Keys);
        Assert.Equal(PersonalData.Hash("janedoe@gmail.com"), MatchKeys.For(keys, "google", MatchField.Email));
        Assert.Equal(PersonalData.Hash("jane.doe@gmail.com"), MatchKeys.For(keys, "tiktok", MatchField.Email));
        Assert.Null(MatchKeys.For(keys, "meta", MatchField.City));
        Assert.Null(MatchKeys.For(keys, "google", MatchField.City));
    }
}
