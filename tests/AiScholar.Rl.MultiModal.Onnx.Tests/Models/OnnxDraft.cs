using System.Runtime.InteropServices;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Models;

/// <summary>Writes small ONNX models: the fields of onnx.proto that a chain of nodes needs.</summary>
internal sealed class OnnxDraft
{
    public const int Float = 1, Int64 = 7, Bool = 9;

    private readonly ProtoWriter _graph = new ProtoWriter().Text(2, "graph");

    public OnnxDraft Node(string type, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, type);
        foreach ((string name, long[] values) in attributes)
        {
            ProtoWriter attribute = new ProtoWriter().Text(1, name);
            if (values.Length == 1 && name is "axis" or "keepdims" or "to")
            {
                attribute.Number(3, values[0]).Number(20, 2);
            }
            else
            {
                foreach (long value in values)
                    attribute.Number(8, value);
                attribute.Number(20, 7);
            }

            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return this;
    }

    public OnnxDraft Constant(string name, float[] values, params long[] dimensions) => Constant(name, Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), dimensions);

    public OnnxDraft Constant(string name, long[] values) => Constant(name, Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), [values.Length]);

    /// <summary>An input; a negative dimension is left open.</summary>
    public OnnxDraft Input(string name, int type, params long[] dimensions)
    {
        _graph.Message(11, Value(name, type, dimensions));
        return this;
    }

    public OnnxDraft Output(string name, int type, params long[] dimensions)
    {
        _graph.Message(12, Value(name, type, dimensions));
        return this;
    }

    public byte[] Build() => new ProtoWriter()
        .Number(1, 8)
        .Message(8, new ProtoWriter().Text(1, "").Number(2, 13))
        .Message(7, _graph)
        .ToArray();

    public OnnxDraft Constant(string name, bool[] values) => Constant(name, Bool, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), [values.Length]);

    public OnnxDraft NodeIf(bool wanted, string type, string[] inputs, string output, params (string Name, long[] Values)[] attributes) => wanted ? Node(type, inputs, output, attributes) : this;

    private OnnxDraft Constant(string name, int type, byte[] raw, long[] dimensions)
    {
        var tensor = new ProtoWriter();
        foreach (long dimension in dimensions)
            tensor.Number(1, dimension);
        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, raw));
        return this;
    }

    private static ProtoWriter Value(string name, int type, long[] dimensions)
    {
        var shape = new ProtoWriter();
        for (int i = 0; i < dimensions.Length; i++)
            shape.Message(1, dimensions[i] < 0 ? new ProtoWriter().Text(2, $"{name}{i}") : new ProtoWriter().Number(1, dimensions[i]));
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, type).Message(2, shape)));
    }
}
