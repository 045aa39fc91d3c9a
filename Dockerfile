# syntax=docker/dockerfile:1
# Aizuchi as an image: `docker build -t aizuchi .` It runs as a user of its own, on a read-only file system; /app/var alone
# is to be written (SQLite). What is in it is pinned with hashes in requirements.txt; renovate.json pins the base as well.
# tests/deploy replays these steps in a clean folder, without a container engine.
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS libraries
COPY requirements-setup.txt requirements.txt /tmp/
RUN python -m venv /tools && /tools/bin/python -m pip install --no-cache-dir --quiet --require-hashes -r /tmp/requirements-setup.txt
RUN python -m venv --without-pip /venv && /tools/bin/uv pip sync --no-config --quiet --python /venv/bin/python --require-hashes /tmp/requirements.txt && rm -f /venv/.lock

FROM ${PYTHON}
RUN groupadd --gid 10001 aizuchi && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin aizuchi
COPY --from=libraries /venv /venv
WORKDIR /app
COPY . /app
RUN /venv/bin/python -m compileall -q /app && install -d -o 10001 -g 10001 -m 0750 /app/var
ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin HOST=0.0.0.0 LOG_FORMAT=json PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /app/var
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\", \"3978\")}/healthz', timeout=2)"]
ENTRYPOINT ["python", "app.py"]
