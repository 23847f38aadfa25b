namespace Pinstitch.Land.Packing;

/// <summary>A part of a text that stood before in it.</summary>
/// <param name="Literals">Bytes between the repeat before and this one.</param>
/// <param name="Length">Bytes of it, 3 to 258.</param>
/// <param name="Distance">Bytes back to where it stood, 1 to 32,768.</param>
internal readonly record struct LineMatch(int Literals, int Length, int Distance);
