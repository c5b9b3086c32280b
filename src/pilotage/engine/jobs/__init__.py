"""The jobs that a worker does, one file each: ``run(task) -> result``."""
