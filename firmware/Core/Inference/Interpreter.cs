// SPDX-License-Identifier: MIT
// Start reading here: a network is a list of operators over one arena, and running it is the loop in Run.
using System;
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>Runs a model with one set of kernels. All memory is taken here, once.</summary>
public sealed class Interpreter : IEngine
{
    private readonly IKernels _kernels;
    private readonly Preprocessor _preprocessor; // null if the input is no picture

    /// <summary>Prepares to run <paramref name="model"/>; allocates the arena.</summary>
    /// <exception cref="ArgumentException">The model is without its constants.</exception>
    /// <exception cref="ModelFormatException">The kernels do not read an operator's weight layout.</exception>
    public Interpreter(Model model, IKernels kernels)
    {
        if (!model.HasConstants)
        {
            throw new ArgumentException();
        }

        for (int index = 0; index < model.Operators.Length; index++)
        {
            if (!kernels.ReadsWeightLayout(model.Operators[index].WeightLayout))
            {
                throw new ModelFormatException(ModelError.UnknownWeightLayout, index);
            }
        }

        Model = model;
        _kernels = kernels;
        _preprocessor = model.InputSpec == null ? null : new Preprocessor(model.InputSpec);
        Arena = new sbyte[model.ArenaBytes];
        kernels.Prepare(model);
    }

    /// <summary>The network.</summary>
    public Model Model { get; }

    /// <summary>[Model.ArenaBytes] every activation at its planned place. The caller writes the input at Model.Input.Offset.</summary>
    public sbyte[] Arena { get; }

    /// <summary>The kernels' name.</summary>
    public string EngineName => _kernels.Name;

    /// <summary>Null, or who sees every operator's output.</summary>
    public IOperatorObserver Observer { get; set; }

    /// <inheritdoc />
    public void SetInput(Frame frame)
    {
        _preprocessor.Run(frame, Arena, Model.Input.Offset);
    }

    /// <summary>Runs all operators; the output lies in the arena at Model.Output.Offset until the next run. The input is lost.</summary>
    public void Run()
    {
        Operator[] operators = Model.Operators;
        for (int index = 0; index < operators.Length; index++)
        {
            Operator op = operators[index];
            switch (op.Kind)
            {
                case OperatorKind.Conv2D:
                    _kernels.Conv2D(op, Arena);
                    break;
                case OperatorKind.DepthwiseConv2D:
                    _kernels.DepthwiseConv2D(op, Arena);
                    break;
                case OperatorKind.FullyConnected:
                    _kernels.FullyConnected(op, Arena);
                    break;
                case OperatorKind.AveragePool2D:
                    _kernels.AveragePool2D(op, Arena);
                    break;
                case OperatorKind.Softmax:
                    _kernels.Softmax(op, Arena);
                    break;
                case OperatorKind.Add:
                    _kernels.Add(op, Arena);
                    break;
                case OperatorKind.Mean:
                    _kernels.Mean(op, Arena);
                    break;
                case OperatorKind.Pad:
                    _kernels.Pad(op, Arena);
                    break;
                default:
                    Kernels.Reshape.Run(op, Arena);
                    break;
            }

            if (Observer != null)
            {
                Observer.OnOperator(index, op, Arena);
            }
        }
    }
}
