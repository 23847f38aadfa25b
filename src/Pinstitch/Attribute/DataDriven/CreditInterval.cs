namespace Pinstitch.Attribute.DataDriven;

/// <summary>Where 95 of 100 draws of customers put a value.</summary>
/// <param name="Low">Lower end, minor units.</param>
/// <param name="High">Upper end, minor units.</param>
public sealed record CreditInterval(double Low, double High)
{
    public static CreditInterval Of(IEnumerable<double> replicates)
    {
        var (low, high) = Bootstrap.Interval(replicates);
        return new(low, high);
    }
}
