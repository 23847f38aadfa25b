using Pinstitch.Land;
using Pinstitch.Stitch;
using static Pinstitch.Land.IdentifierType;
using static Pinstitch.Tests.Stitch.TestEdge;

namespace Pinstitch.Tests.Stitch;

/// <summary>
/// Situations that identity products describe in their own documentation (facts/identity.md §1 names them), and what Pinstitch
/// makes of each. Where products differ, the strictest promise counts: strangers are never merged.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly Identifier Anna = Id(CustomerId, 1), Ben = Id(CustomerId, 2);

    private static readonly Identifier Laptop = Id(AnonymousId, 1), Telephone = Id(AnonymousId, 2), Mail = Id(Email, 1), OtherMail = Id(Email, 2);

    [Fact]
    public void What_a_visitor_did_before_signing_up_is_the_customers()
    {
        var found = After(new(Laptop, Id(Gclid, 1), 1, 0), new(Anna, Laptop, 5, 1));
        Assert.Equal(found[Anna].Person, found[Id(Gclid, 1)].Person);
    }

    [Fact]
    public void Two_devices_become_one_person_when_the_customer_logs_in_on_both()
    {
        var before = After(new(Laptop, Id(Gclid, 1), 1, 0), new(Telephone, Id(Epik, 1), 2, 0));
        Assert.NotEqual(before[Laptop].Person, before[Telephone].Person);
        var after = After(new(Laptop, Id(Gclid, 1), 1, 0), new(Telephone, Id(Epik, 1), 2, 0), new(Anna, Laptop, 3, 1), new(Anna, Telephone, 4, 1));
        Assert.All(after.Values, item => Assert.Equal(before[Laptop].Person, item.Person));
    }

    [Fact]
    public void A_guest_who_orders_from_two_browsers_with_one_address_is_one_person_without_an_account()
    {
        var found = After(new(Mail, Laptop, 1, 0), new(Mail, Telephone, 9, 3));
        Assert.Single(found.Values.Select(item => item.Person).Distinct());
    }

    [Fact]
    public void A_guest_who_opens_an_account_later_keeps_the_id()
    {
        var before = After(new TestEdge(Mail, Laptop, 1, 0));
        var after = After(new(Mail, Laptop, 1, 0), new(Anna, Mail, 9, 3));
        Assert.Equal(before[Mail].Person, after[Anna].Person);
    }

    [Fact]
    public void A_customer_who_changes_the_address_stays_one_person()
    {
        var found = After(new(Anna, Mail, 1, 0), new(Anna, OtherMail, 50, 7), new(OtherMail, Telephone, 51, 7));
        Assert.Single(found.Values.Select(item => item.Person).Distinct());
    }

    [Fact]
    public void Somebody_who_forgets_to_log_out_is_not_merged_with_who_logs_in_next()
    {
        var found = After(new(Anna, Laptop, 1, 0), new(Ben, Laptop, 2, 0), new(Anna, Mail, 3, 0), new(Ben, OtherMail, 4, 0));
        Assert.NotEqual(found[Anna].Person, found[Ben].Person);
        Assert.Equal((found[Anna].Person, found[Ben].Person), (found[Mail].Person, found[OtherMail].Person));
        Assert.Equal(Guard.SharedIdentifier, found[Laptop].Guard);
    }

    [Fact]
    public void A_household_with_one_address_is_two_customers()
    {
        var found = After(new(Anna, Mail, 1, 0), new(Ben, Mail, 2, 0), new(Anna, Laptop, 3, 0), new(Ben, Telephone, 4, 0));
        Assert.NotEqual(found[Anna].Person, found[Ben].Person);
        Assert.Equal(found[Anna].Person, found[Laptop].Person);
        Assert.Equal(found[Ben].Person, found[Telephone].Person);
    }

    [Fact]
    public void A_telephone_number_that_got_a_new_owner_links_neither_to_the_other()
    {
        var number = Id(Phone, 1);
        var found = After(new(Anna, number, 1, 0), new(Anna, Mail, 2, 0), new(Ben, number, 400, 400), new(Ben, OtherMail, 401, 400));
        Assert.NotEqual(found[Anna].Person, found[Ben].Person);
        Assert.True(found[number].IsAlone);
    }

    [Fact]
    public void A_till_that_twenty_customers_use_is_nobodys()
    {
        var till = Id(DeviceId, 1);
        var found = After([.. Enumerable.Range(1, 20).SelectMany(number => new TestEdge[] { new(Id(CustomerId, number), till, (uint)number, 0), new(Id(CustomerId, number), Id(Email, number), 30, 0) })]);
        Assert.Equal(21, found.Values.Select(item => item.Person).Distinct().Count());
        Assert.True(found[till].IsAlone);
    }

    [Fact]
    public void A_borrowed_browser_does_not_carry_its_owner_over_to_the_borrower()
    {
        // Ben looks up one order on Anna's laptop; his own devices stay his.
        var found = After(new(Anna, Laptop, 1, 0), new(Ben, Telephone, 2, 0), new(Ben, Laptop, 3, 0), new(Laptop, Id(Gclid, 1), 4, 0));
        Assert.NotEqual(found[Anna].Person, found[Ben].Person);
        Assert.Equal(found[Ben].Person, found[Telephone].Person);
        Assert.True(found[Id(Gclid, 1)].IsAlone);
    }

    [Fact]
    public void A_shared_address_among_anonymous_browsers_that_is_no_real_one_ties_no_strangers()
    {
        // An address that a shop's form fills in for everybody: more browsers than any person has.
        var found = After([.. Enumerable.Range(1, 150).Select(number => new TestEdge(Mail, Id(AnonymousId, number), (uint)number, 0))]);
        Assert.Equal(151, found.Values.Select(item => item.Person).Distinct().Count());
        Assert.Equal(Guard.Hub, found[Mail].Guard);
    }

    [Fact]
    public void A_chain_of_browsers_and_addresses_does_not_lead_from_one_customer_to_another()
    {
        var found = After(new(Anna, Mail, 1, 0), new(Mail, Laptop, 2, 0), new(OtherMail, Laptop, 3, 0), new(OtherMail, Telephone, 4, 0), new(Ben, Telephone, 5, 0));
        Assert.NotEqual(found[Anna].Person, found[Ben].Person);
    }

    [Fact]
    public void Taking_back_one_of_two_pieces_of_evidence_leaves_the_other_standing()
    {
        TestEdge[] edges = [new(Anna, Laptop, 1, 0), new(Anna, Mail, 2, 0), new(Laptop, Id(Gclid, 1), 3, 0), new(Mail, Laptop, 4, 0)];
        Assert.Single(Persons(edges, new(), new([], [(Anna, Laptop)], [])).Select(item => item.Person).Distinct());
        Assert.Equal(2, Persons(edges[..3], new(), new([], [(Anna, Laptop)], [])).Select(item => item.Person).Distinct().Count());
    }

    [Fact]
    public void An_order_that_a_click_and_a_customer_meet_in_is_both_theirs()
    {
        var order = Id(OrderId, 1);
        var found = After(new(order, Laptop, 1, 0), new(Anna, order, 2, 0), new(Laptop, Id(Epik, 1), 3, 0));
        Assert.Single(found.Values.Select(item => item.Person).Distinct());
    }

    [Theory]
    [InlineData("ANONYMOUS"), InlineData("guest"), InlineData("[object Object]"), InlineData("NaN"), InlineData("undefined"), InlineData("0"), InlineData("null")]
    [InlineData("distinct_id"), InlineData("not_authenticated"), InlineData("00000000-0000-0000-0000-000000000000"), InlineData("000-000-0000"), InlineData("-1"), InlineData("TRUE")]
    public void Values_that_trackers_send_for_nobody_are_never_an_identifier(string value) => Assert.True(Placeholders.IsPlaceholder(value.ToLowerInvariant()));

    private static Dictionary<Identifier, LinkedIdentifier> After(params TestEdge[] edges) => Persons(
        edges.Select(edge => edge.A <= edge.B ? edge : edge with { A = edge.B, B = edge.A }), new()).ToDictionary(item => item.Identifier);
}
