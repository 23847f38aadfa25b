using System.Globalization;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>Says in words whether the models agree on a channel.</summary>
internal static class VerdictText
{
    /// <summary>Such as <c>depends on the model: 4 of 5 above break-even 2.00</c>; null without spend.</summary>
    public static string? Of(FactModelSpread spread)
    {
        var breakeven = spread.BreakevenRoas.ToString("0.00", CultureInfo.InvariantCulture);
        return spread.Verdict switch
        {
            "above_breakeven" => $"above break-even {breakeven} under every model",
            "below_breakeven" => $"below break-even {breakeven} under every model",
            "depends_on_model" => string.Create(CultureInfo.InvariantCulture, $"depends on the model: {spread.ModelsAboveBreakeven} of {spread.Models} above break-even {breakeven}"),
            _ => null,
        };
    }

    /// <summary>The same for a narrow cell: a sign, a word or two, and how it looks.</summary>
    public static (string Text, string Look) Cell(FactModelSpread spread) => spread.Verdict switch
    {
        "above_breakeven" => ("✓ pays under all", "ok"),
        "below_breakeven" => ("▼ pays under none", "over"),
        "depends_on_model" => (string.Create(CultureInfo.InvariantCulture, $"◆ pays under {spread.ModelsAboveBreakeven} of {spread.Models}"), "split"),
        _ => (Display.None, "none"),
    };
}
