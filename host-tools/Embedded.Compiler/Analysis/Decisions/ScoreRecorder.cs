// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>Classifies frames and keeps the scores that the network's softmax gets. One a thread.</summary>
internal sealed class ScoreRecorder : IOperatorObserver
{
    private readonly FrameClassifier _classifier;
    private readonly Tensor _scores;

    /// <param name="engine">A network of pictures that ends in a softmax; it is observed from now on.</param>
    public ScoreRecorder(IEngine engine)
    {
        _classifier = new FrameClassifier(engine);
        _scores = engine.Model.Operators.Last(op => op.Kind == OperatorKind.Softmax).Input;
        engine.Observer = this;
    }

    /// <summary>[classes] int8 scores of the last frame.</summary>
    public sbyte[] Scores { get; private set; } = [];

    /// <summary>[classes] int8 probabilities of the last frame.</summary>
    public sbyte[] Output => _classifier.Output.ToArray();

    /// <summary>What the network says about one frame.</summary>
    public FrameOutcome Run(Frame frame, int label)
    {
        int predicted = _classifier.Run(frame);
        return new FrameOutcome(label, predicted, _classifier.Confidence, _classifier.Percent);
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        if (op.Output == _scores)
        {
            Scores = arena.AsSpan(_scores.Offset, _scores.Count).ToArray();
        }
    }
}
