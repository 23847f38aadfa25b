namespace Pinstitch.Collect;

/// <summary>On which day a platform books a claim.</summary>
public static class ReportTimes
{
    /// <summary>The day of the click, the save or the view.</summary>
    public const string AdAction = "ad_action";

    /// <summary>The day of the conversion.</summary>
    public const string Conversion = "conversion";
}
