using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Builds and runs <c>attribute.c</c>.</summary>
internal sealed record CProgram(double GroupMilliseconds, double ModelsMilliseconds, long[] Cents)
{
    /// <param name="rows">With the fifty campaigns that the program is written for.</param>
    /// <returns>Null where there is no C compiler.</returns>
    public static CProgram? Run(TouchRows rows)
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-bench-").FullName;
        try
        {
            var source = Path.Combine(AppContext.BaseDirectory, "Attribute", "attribute.c");
            var program = Path.Combine(folder, "attribute");
            if (Start("cc", ["-O3", "-march=native", "-o", program, source]) is null) return null;
            var data = Path.Combine(folder, "rows.bin");
            Write(rows, data);
            var lines = Start(program, [data])!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var times = lines[0].Split(' ');
            return new(
                double.Parse(times[0], CultureInfo.InvariantCulture),
                double.Parse(times[1], CultureInfo.InvariantCulture),
                [.. lines.Skip(1).Select(line => long.Parse(line, CultureInfo.InvariantCulture))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(TouchRows rows, string path)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes<long>([rows.Count, rows.PersonCount, rows.Orders.Count]));
        file.Write(MemoryMarshal.AsBytes<int>(rows.Persons));
        file.Write(MemoryMarshal.AsBytes<ulong>(rows.Packed));
        file.Write(MemoryMarshal.AsBytes<int>(rows.Orders.Persons));
        file.Write(MemoryMarshal.AsBytes<long>(rows.Orders.Times));
        file.Write(MemoryMarshal.AsBytes<long>(rows.Orders.Values));
    }

    private static string? Start(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
