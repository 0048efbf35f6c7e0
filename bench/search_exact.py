"""Random questions of whatever the database holds, answered by the register and by Python over the bodies.

    ./dev manage shell -c "import bench.search_exact; bench.search_exact.run(2000)"

Says every difference in what is found and in every count; of thousands of agreements, a question takes a second or two.
"""

import time_machine

from tests.register.search_oracle import TODAY, Oracle, Questions, differences


def run(questions: int = 2000, seed: int = 8134) -> None:
    oracle = Oracle()
    questions, answered, wrong = Questions(oracle, seed=seed), 0, []
    print(f"{len(oracle.records)} agreements")
    with time_machine.travel(TODAY.isoformat()):
        for number in range(1, questions + 1):
            question = questions.question()
            differing = differences(oracle, question)
            answered += bool(oracle.answer(question))
            wrong += differing
            print(*differing, sep="\n", end="\n" if differing else "")
            if number % 100 == 0:
                print(f"{number} questions, {answered} found something, {len(wrong)} differences", flush=True)
