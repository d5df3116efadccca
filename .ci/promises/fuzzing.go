package main

var fuzzing = []Row{}
