// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>From a frame to the network's output, with the preprocessor and the integer engine that the board runs. One a thread.</summary>
public sealed class FrameClassifier : IFrameClassifier
{
    private readonly IEngine _engine;
    private readonly Decider? _decider; // of single frames; null where the network puts out scores

    /// <summary>Runs the C# engine; allocates the arena.</summary>
    /// <exception cref="ArgumentException">The model's input is no picture.</exception>
    public FrameClassifier(Model model)
        : this(new Interpreter(model, new LaneKernels()))
    {
    }

    /// <summary>Runs any engine.</summary>
    /// <exception cref="ArgumentException">The model's input is no picture.</exception>
    public FrameClassifier(IEngine engine)
    {
        _engine = engine.Model.InputSpec != null ? engine : throw new ArgumentException("the model's input is no picture");
        _decider = ProbabilityOutput.IsOf(engine.Model) ? new Decider(new DecisionSettings { Smoothing = 1 }, engine.Model.Output.Count) : null;
    }

    /// <summary>The network.</summary>
    public Model Model => _engine.Model;

    /// <summary>[Model.Output.Count] raw int8 outputs of the last run.</summary>
    public ReadOnlySpan<sbyte> Output => _engine.Arena.AsSpan(Model.Output.Offset, Model.Output.Count);

    /// <inheritdoc />
    public double Confidence { get; private set; } = double.NaN;

    /// <inheritdoc />
    public int Percent { get; private set; } = -1;

    /// <inheritdoc />
    public double ProbabilityOf(int output) => _decider == null ? double.NaN : RealOf(Model, Output[output]);

    /// <summary>Preprocesses a frame, runs the network and returns the index of the largest output, the first of equals.</summary>
    public int Run(Frame frame)
    {
        _engine.SetInput(frame);
        _engine.Run();
        int best = IndexOfLargest(Output);
        if (_decider != null)
        {
            Confidence = RealOf(Model, Output[best]);
            Percent = _decider.Decide(_engine.Arena, Model.Output.Offset).TopPercent;
        }

        return best;
    }

    /// <summary>The real value of a raw output: a probability for networks that end in a softmax, else a score.</summary>
    public static double RealOf(Model model, sbyte raw) =>
        OperatorText.ScaleOf(model.Output) * (double)(raw - model.Output.ZeroPoint);

    /// <summary>The index of the largest value, the first of equals.</summary>
    public static int IndexOfLargest(ReadOnlySpan<sbyte> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (values[index] > values[best])
            {
                best = index;
            }
        }

        return best;
    }
}
