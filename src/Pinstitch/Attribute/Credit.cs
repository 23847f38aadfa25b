namespace Pinstitch.Attribute;

/// <summary>What one touch gets of one order under one model.</summary>
/// <param name="Order">The order.</param>
/// <param name="Touch">The touch.</param>
/// <param name="Number">Place of the touch among those that count for the order, from 1.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Weight">Share, 0 to 1; the shares of an order under a model sum to 1.</param>
/// <param name="Cents">Minor units of the order's currency; they sum to the order's net value.</param>
public sealed record Credit(Order Order, Touch Touch, int Number, string Model, double Weight, long Cents);
